package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.CountKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.ValueKpi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What decisions are worth in one KPI, given what holds. Ratios and net values have none: they are made of other KPIs' units. */
abstract sealed class KpiRule permits KpiRule.Yes, KpiRule.Sum, KpiRule.Carried, ElapsedRule {

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    final long window;
    final long cap;

    KpiRule(Kpi kpi) {
        window = kpi.window().toMillis();
        cap = Objects.requireNonNullElse(kpi.cap(), FixedPoint.LARGEST);
    }

    /**
     * The rule of a KPI.
     *
     * @param kpi one without parts
     * @param quantity the KPI's place among the plan's KPIs of type value
     * @param horizon the plan's horizon in milliseconds
     */
    static KpiRule of(Kpi kpi, int quantity, long horizon) {
        if (kpi instanceof BinaryKpi binary) {
            return new Yes(binary);
        }
        if (kpi instanceof AmountKpi amount) {
            int scale = amount.scale();
            return new Sum(amount, outcome -> FixedPoint.of(outcome.value(), scale));
        }
        if (kpi instanceof CountKpi count) {
            long one = POWERS[count.scale()];
            return new Sum(count, outcome -> one);
        }
        return kpi instanceof DurationKpi duration
                ? new ElapsedRule(duration, horizon)
                : new Carried((ValueKpi) kpi, quantity);
    }

    /**
     * Values the decisions of a view.
     *
     * @param view what holds
     * @param limits for each decision the end of its unit's view, or {@link Crediting#NOT_MEASURED}
     */
    final DecisionValues value(View view, long[] limits) {
        DecisionValues values = new DecisionValues(limits.length);
        value(view, limits, values);
        return values;
    }

    abstract void value(View view, long[] limits, DecisionValues into);

    /** Names every outcome that goes into these values, and what each decision gets of it. */
    abstract void trace(View view, long[] limits, Tracer tracer);

    /** Hears of an outcome's part in a decision's value. */
    @FunctionalInterface
    interface Tracer {
        /**
         * @param decision by its index in the view
         * @param credit the decision's share of it, in units of the KPI's last decimal place
         * @param whole what the outcome is worth as a whole, likewise
         */
        void credited(OutcomeCredit.Role role, int decision, Outcome outcome, long credit, long whole);
    }

    private static void trace(Crediting crediting, Crediting.Worth worth, View view, long[] limits, Tracer tracer) {
        crediting.credit(
                view,
                limits,
                worth,
                (decision, outcome, share) ->
                        tracer.credited(OutcomeCredit.Role.VALUE, decision, outcome, share, worth.of(outcome)));
    }

    /** Binary. */
    static final class Yes extends KpiRule {
        private final Crediting crediting;
        private final BinaryKpi.Rule rule;
        private final boolean missingCounts;

        Yes(BinaryKpi kpi) {
            super(kpi);
            crediting = Crediting.of(kpi, kpi.outcome());
            rule = kpi.rule();
            missingCounts = kpi.missing() == Missing.ZERO;
        }

        @Override
        void value(View view, long[] limits, DecisionValues into) {
            if (rule == BinaryKpi.Rule.LAST) {
                last(view, limits, into);
            } else {
                crediting.credit(view, limits, Yes::isYes, (decision, outcome, yes) -> into.credit(decision, yes));
            }
            for (int i = 0; i < limits.length; i++) {
                long credited = into.credited(i);
                if (limits[i] != Crediting.NOT_MEASURED && (missingCounts || credited > 0)) {
                    into.count(i);
                }
                boolean all = rule == BinaryKpi.Rule.ALL && into.small(i) < credited;
                into.set(i, all ? 0 : Math.min(1, into.small(i)));
            }
        }

        @Override
        void trace(View view, long[] limits, Tracer tracer) {
            KpiRule.trace(crediting, Yes::isYes, view, limits, tracer);
        }

        private void last(View view, long[] limits, DecisionValues into) {
            @Nullable Outcome[] last = new Outcome[limits.length];
            crediting.credit(view, limits, Yes::isYes, (decision, outcome, yes) -> {
                Outcome before = last[decision];
                if (before == null || outcome.isLaterThan(before)) {
                    last[decision] = outcome;
                    into.set(decision, 0);
                    into.credit(decision, yes);
                }
            });
        }

        private static long isYes(Outcome outcome) {
            return outcome.value() == 1.0 ? 1 : 0;
        }
    }

    /** Amount and count. */
    static final class Sum extends KpiRule {
        private final Crediting crediting;
        private final Crediting.Worth worth;
        private final boolean missingCounts;

        Sum(Kpi kpi, Crediting.Worth worth) {
            super(kpi);
            crediting = Crediting.of(kpi, kpi.outcome());
            this.worth = worth;
            missingCounts = kpi.missing() == Missing.ZERO;
        }

        @Override
        void value(View view, long[] limits, DecisionValues into) {
            crediting.credit(view, limits, worth, (decision, outcome, share) -> into.credit(decision, share));
            for (int i = 0; i < limits.length; i++) {
                if (limits[i] != Crediting.NOT_MEASURED && (missingCounts || into.credited(i) > 0)) {
                    into.count(i);
                }
            }
        }

        @Override
        void trace(View view, long[] limits, Tracer tracer) {
            KpiRule.trace(crediting, worth, view, limits, tracer);
        }
    }

    /** A quantity of the decision itself. */
    static final class Carried extends KpiRule {
        private final int quantity;

        Carried(ValueKpi kpi, int quantity) {
            super(kpi);
            this.quantity = quantity;
        }

        @Override
        void value(View view, long[] limits, DecisionValues into) {
            for (int i = 0; i < limits.length; i++) {
                long carried = view.decisions().get(i).quantities().get(quantity);
                if (limits[i] != Crediting.NOT_MEASURED && carried != Decision.NOT_GIVEN) {
                    into.add(i, carried);
                    into.count(i);
                }
            }
        }

        @Override
        void trace(View view, long[] limits, Tracer tracer) {
            // No outcome goes into it.
        }
    }
}
