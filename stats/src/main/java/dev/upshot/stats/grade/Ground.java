package dev.upshot.stats.grade;

import dev.upshot.stats.Reason;
import dev.upshot.stats.trust.Check;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a verdict is what it is: the column {@code reason}. A closed set, see {@link #all()}. */
public sealed interface Ground
        permits Ground.OfInterval, Ground.OfWaiting, Ground.OfPlan, Ground.NoEstimate, Ground.FailedCheck {
    /**
     * The name in events and tables, unlike that of any other ground.
     *
     * @return lower case with underscores
     */
    String code();

    /**
     * Every ground there is.
     *
     * @return in the order of the permitted types
     */
    static List<Ground> all() {
        return Stream.of(
                        Stream.<Ground>of(OfInterval.values()),
                        Stream.<Ground>of(OfWaiting.values()),
                        Stream.<Ground>of(OfPlan.values()),
                        Stream.of(Reason.values()).<Ground>map(NoEstimate::new),
                        Stream.of(Check.values()).<Ground>map(FailedCheck::new))
                .flatMap(grounds -> grounds)
                .toList();
    }

    /** Where the interval lies. */
    enum OfInterval implements Ground {
        /** Above zero. */
        INTERVAL_ABOVE_ZERO,
        /** Below zero. */
        INTERVAL_BELOW_ZERO,
        /** Between minus and plus the minimum effect. */
        INTERVAL_WITHIN_MINIMUM_EFFECT,
        /** Over zero and beyond the minimum effect: both signs are possible, or the size is. */
        INTERVAL_INCLUDES_ZERO;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is waited for. */
    enum OfWaiting implements Ground {
        /** No unit has matured. */
        NOTHING_MATURE,
        /** The clock allows no look yet. */
        BEFORE_PLANNED_LOOK,
        /** An arm has fewer events than the gate asks for. */
        TOO_FEW_EVENTS;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the plan lacks. */
    enum OfPlan implements Ground {
        /** The KPI's values are not bounded by an absolute cap. */
        UNCAPPED_VALUES;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * There is no interval.
     *
     * @param reason why
     */
    record NoEstimate(Reason reason) implements Ground {
        @Override
        public String code() {
            return reason.code();
        }
    }

    /**
     * A trust check has failed.
     *
     * @param check which
     */
    record FailedCheck(Check check) implements Ground {
        @Override
        public String code() {
            return check.code() + "_check_failed";
        }
    }
}
