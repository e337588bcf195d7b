package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.CreditModel;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import java.util.List;

/**
 * Finds the decisions that outcomes of one name are credited to, and their shares.
 *
 * <p>Decisions that do not belong to the unit in question are touches too and get their share; it is not handed out.
 */
abstract sealed class Crediting {

    /** Takes a share of an outcome for a decision, by its index in the view. */
    @FunctionalInterface
    interface Taker {
        void take(int decision, Outcome outcome, long share);
    }

    /** What an outcome is worth as a whole, fixed-point. */
    @FunctionalInterface
    interface Worth {
        long of(Outcome outcome);
    }

    /** Stands in {@code limits} for a decision that is not of the unit. */
    static final long NOT_MEASURED = Long.MIN_VALUE;

    final String name;
    final long window;

    private Crediting(String name, long window) {
        this.name = name;
        this.window = window;
    }

    /** Credits the outcomes of this name as the KPI says. */
    static Crediting of(Kpi kpi, String outcome) {
        long window = kpi.window().toMillis();
        return kpi.join() instanceof JoinRule.Subject subject
                ? new BySubject(outcome, window, subject.model())
                : new Direct(outcome, window);
    }

    /**
     * Hands out shares.
     *
     * @param view what holds
     * @param limits for each decision the end of its unit's view, or {@link #NOT_MEASURED}
     * @param worth what is shared
     * @param taker where the shares go
     */
    abstract void credit(View view, long[] limits, Worth worth, Taker taker);

    /** By the decision's id. */
    private static final class Direct extends Crediting {
        Direct(String name, long window) {
            super(name, window);
        }

        @Override
        void credit(View view, long[] limits, Worth worth, Taker taker) {
            List<Outcome> outcomes = view.outcomes();
            for (int i = 0; i < limits.length; i++) {
                Decision decision = view.decisions().get(i);
                long end = Math.min(limits[i], decision.decidedAt() + window);
                for (int o = 0; o < outcomes.size(); o++) {
                    Outcome outcome = outcomes.get(o);
                    if (outcome.occurredAt() >= decision.decidedAt()
                            && outcome.occurredAt() < end
                            && decision.id().equals(outcome.decisionId())
                            && name.equals(outcome.name())) {
                        taker.take(i, outcome, worth.of(outcome));
                    }
                }
            }
        }
    }

    /** By the subject, whom all decisions of a journey are about. */
    private static final class BySubject extends Crediting {
        private final CreditModel model;

        BySubject(String name, long window, CreditModel model) {
            super(name, window);
            this.model = model;
        }

        @Override
        void credit(View view, long[] limits, Worth worth, Taker taker) {
            List<Decision> decisions = view.decisions();
            for (Outcome outcome : view.outcomes()) {
                if (!name.equals(outcome.name())) {
                    continue;
                }
                int from = Units.firstFrom(decisions, outcome.occurredAt() - window + 1);
                int until = Units.firstFrom(decisions, outcome.occurredAt() + 1);
                if (from == until) {
                    continue;
                }
                if (until - from > 1 && model.divides()) {
                    share(outcome, decisions, from, until, limits, worth, taker);
                } else {
                    int only = model instanceof CreditModel.FirstTouch ? from : until - 1;
                    if (outcome.occurredAt() < limits[only]) {
                        taker.take(only, outcome, worth.of(outcome));
                    }
                }
            }
        }

        private void share(
                Outcome outcome,
                List<Decision> decisions,
                int from,
                int until,
                long[] limits,
                Worth worth,
                Taker taker) {
            long[] weights = Weights.of(model, decisions, from, until, outcome.occurredAt());
            long[] shares = Shares.of(worth.of(outcome), weights);
            for (int i = 0; i < shares.length; i++) {
                if (weights[i] > 0 && outcome.occurredAt() < limits[from + i]) {
                    taker.take(from + i, outcome, shares[i]);
                }
            }
        }
    }
}
