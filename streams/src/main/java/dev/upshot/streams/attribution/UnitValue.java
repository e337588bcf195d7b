package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.StartsAt;
import java.math.BigInteger;
import java.util.List;

/** What one decision is worth in one KPI, given the outcomes that stand. */
abstract sealed class UnitValue {

    private final String outcome;
    private final long windowMillis;

    private UnitValue(Kpi kpi) {
        this.outcome = kpi.outcome();
        this.windowMillis = kpi.window().toMillis();
    }

    static UnitValue of(Kpi kpi) {
        if (kpi instanceof BinaryKpi binary) {
            return new Any(binary);
        }
        if (kpi instanceof AmountKpi amount) {
            return new CappedSum(amount);
        }
        return new Elapsed((DurationKpi) kpi);
    }

    /**
     * A unit's value in a KPI.
     *
     * @param counts whether the unit counts at all
     * @param value fixed-point value, 0 where it does not count
     */
    record Result(boolean counts, long value) {
        static final Result ABSENT = new Result(false, 0);
        static final Result ZERO = new Result(true, 0);
        static final Result ONE = new Result(true, 1);
    }

    abstract Result evaluate(Decision decision, List<Outcome> standing);

    final boolean isCredited(Outcome candidate, Decision decision) {
        long age = candidate.occurredAt() - decision.decidedAt();
        return age >= 0
                && age < windowMillis
                && candidate.decisionId().equals(decision.id())
                && candidate.name().equals(outcome);
    }

    /** Binary: 1 if any credited outcome is 1. */
    private static final class Any extends UnitValue {
        private final Result missing;

        Any(BinaryKpi kpi) {
            super(kpi);
            missing = kpi.missing() == Missing.ZERO ? Result.ZERO : Result.ABSENT;
        }

        @Override
        Result evaluate(Decision decision, List<Outcome> standing) {
            Result result = missing;
            for (Outcome candidate : standing) {
                if (isCredited(candidate, decision)) {
                    if (candidate.value() == 1.0) {
                        return Result.ONE;
                    }
                    result = Result.ZERO;
                }
            }
            return result;
        }
    }

    /** Amount: the sum of the credited outcomes, no further from zero than the cap. */
    private static final class CappedSum extends UnitValue {
        /** Fewer values than this, of at most fifteen digits each, cannot overflow a long. */
        private static final int SAFE = 9_000;

        private final Result missing;
        private final int scale;
        private final long cap;

        CappedSum(AmountKpi kpi) {
            super(kpi);
            missing = kpi.missing() == Missing.ZERO ? Result.ZERO : Result.ABSENT;
            scale = kpi.scale();
            cap = kpi.cap() == null ? FixedPoint.LARGEST : kpi.cap();
        }

        @Override
        Result evaluate(Decision decision, List<Outcome> standing) {
            if (standing.size() >= SAFE) {
                return evaluateMany(decision, standing);
            }
            boolean any = false;
            long sum = 0;
            for (Outcome candidate : standing) {
                if (isCredited(candidate, decision)) {
                    any = true;
                    sum += FixedPoint.of(candidate.value(), scale);
                }
            }
            return any ? new Result(true, Math.max(-cap, Math.min(cap, sum))) : missing;
        }

        private Result evaluateMany(Decision decision, List<Outcome> standing) {
            boolean any = false;
            BigInteger sum = BigInteger.ZERO;
            for (Outcome candidate : standing) {
                if (isCredited(candidate, decision)) {
                    any = true;
                    sum = sum.add(BigInteger.valueOf(FixedPoint.of(candidate.value(), scale)));
                }
            }
            BigInteger bound = BigInteger.valueOf(cap);
            return any ? new Result(true, sum.min(bound).max(bound.negate()).longValueExact()) : missing;
        }
    }

    /** Duration: milliseconds from the start to the first credited outcome; an open case does not count. */
    private static final class Elapsed extends UnitValue {
        private final StartsAt start;

        Elapsed(DurationKpi kpi) {
            super(kpi);
            start = kpi.start();
        }

        @Override
        Result evaluate(Decision decision, List<Outcome> standing) {
            long first = Long.MAX_VALUE;
            for (Outcome candidate : standing) {
                if (isCredited(candidate, decision)) {
                    first = Math.min(first, candidate.occurredAt());
                }
            }
            if (first == Long.MAX_VALUE) {
                return Result.ABSENT;
            }
            long began = start == StartsAt.REQUESTED_AT ? decision.requestedAt() : decision.decidedAt();
            return new Result(true, first - began);
        }
    }
}
