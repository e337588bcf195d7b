package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Moment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Duration: milliseconds from the start to the earliest end that is not before it. A decision whose start is known and whose end is not is
 * open.
 */
final class ElapsedRule extends KpiRule {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Moment from;
    private final Moment to;
    private final @Nullable Crediting starting;
    private final @Nullable Crediting ending;
    private final long horizon;
    private final AgeBins bins;

    ElapsedRule(DurationKpi kpi, long horizon) {
        super(kpi);
        from = kpi.from();
        to = kpi.to();
        starting = from.outcome().isEmpty() ? null : Crediting.of(kpi, from.outcome());
        ending = to.outcome().isEmpty() ? null : Crediting.of(kpi, to.outcome());
        this.horizon = horizon;
        bins = AgeBins.of(kpi.window());
    }

    @Override
    void value(View view, long[] limits, DecisionValues into) {
        long[] starts = earliest(from, starting, view, limits, new long[limits.length]);
        long[] ends = earliest(to, ending, view, limits, starts);
        for (int i = 0; i < limits.length; i++) {
            if (limits[i] == Crediting.NOT_MEASURED || starts[i] == UNKNOWN) {
                continue;
            }
            if (ends[i] == UNKNOWN) {
                into.open(i, starts[i]);
                into.age(i, bins.place(AgeBins.NOT_ENDED, followUp(view, i, limits[i], starts[i])));
            } else {
                into.add(i, ends[i] - starts[i]);
                into.count(i);
                into.age(i, bins.place(ends[i] - starts[i], followUp(view, i, limits[i], starts[i])));
            }
        }
    }

    @Override
    void trace(View view, long[] limits, Tracer tracer) {
        trace(OutcomeCredit.Role.FROM, starting, view, limits, tracer);
        trace(OutcomeCredit.Role.TO, ending, view, limits, tracer);
    }

    /** Only the times of the outcomes matter: they are worth nothing by themselves. */
    private static void trace(
            OutcomeCredit.Role role, @Nullable Crediting crediting, View view, long[] limits, Tracer tracer) {
        if (crediting != null) {
            crediting.credit(
                    view,
                    limits,
                    outcome -> 0,
                    (decision, outcome, none) -> tracer.credited(role, decision, outcome, 0, 0));
        }
    }

    /** How long a case can be seen to be open: to the end of the unit's view, and of the decision's window where an outcome ends it. */
    private long followUp(View view, int index, long limit, long start) {
        long end = ending == null
                ? limit
                : Math.min(limit, view.decisions().get(index).decidedAt() + window);
        return end - start;
    }

    /** For each decision the earliest known time of a moment that is not before another time. */
    private long[] earliest(Moment moment, @Nullable Crediting crediting, View view, long[] limits, long[] notBefore) {
        long[] times = new long[limits.length];
        Arrays.fill(times, UNKNOWN);
        if (crediting != null) {
            crediting.credit(view, limits, outcome -> 0, (decision, outcome, none) -> {
                if (outcome.occurredAt() >= notBefore[decision]) {
                    times[decision] = Math.min(times[decision], outcome.occurredAt());
                }
            });
            return times;
        }
        for (int i = 0; i < times.length; i++) {
            long time = time(moment, view, i, limits[i], notBefore[i]);
            times[i] = time >= notBefore[i] ? time : UNKNOWN;
        }
        return times;
    }

    private long time(Moment moment, View view, int index, long limit, long notBefore) {
        Decision decision = view.decisions().get(index);
        return switch (moment.kind()) {
            case REQUESTED_AT -> decision.requestedAt();
            case REVIEWED_AT -> firstReview(view, decision, limit, notBefore);
            default -> decision.decidedAt();
        };
    }

    /** Reviews are looked at within the unit's view, which begins one horizon before the unit. */
    private long firstReview(View view, Decision decision, long limit, long notBefore) {
        long first = UNKNOWN;
        if (limit != Crediting.NOT_MEASURED) {
            long begin = Math.max(notBefore, limit - window - horizon);
            for (Review review : view.reviews()) {
                boolean inside = review.reviewedAt() >= begin && review.reviewedAt() < limit;
                if (inside && review.decisionId().equals(decision.id())) {
                    first = Math.min(first, review.reviewedAt());
                }
            }
        }
        return first;
    }
}
