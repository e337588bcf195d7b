package dev.upshot.streams.lift;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Level;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.grade.Evidence.Look;
import dev.upshot.stats.sequence.Clock;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.LiftInterval;
import dev.upshot.stats.sequence.Looks;
import dev.upshot.stats.sequence.Spending;
import dev.upshot.streams.plan.Inference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One look at a comparison: the clock that the row tells, whether it allows a claim, and the multiplier of the standard error.
 *
 * @param clock stored with the row
 * @param look whether a claim may be made
 * @param multiplier of the standard error; empty: no interval yet
 * @param degreesOfFreedom of a fixed sample; empty otherwise
 */
record Looking(Clock clock, Look look, OptionalDouble multiplier, OptionalDouble degreesOfFreedom) {

    private static final MathContext NINE_DIGITS = new MathContext(9);

    /** Any time: the default, and what segments and the live rows of every sequential plan use. */
    static Looking anytime(Inference inference, double alpha, long units) {
        ConfidenceSequence clock = sequence(inference, alpha);
        if (units == 0) {
            return new Looking(clock, Look.NOTHING_MATURE, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new Looking(clock, Look.ALLOWED, finite(clock.multiplier(units)), OptionalDouble.empty());
    }

    static ConfidenceSequence sequence(Inference inference, double alpha) {
        return new ConfidenceSequence(alpha, Alternative.TWO_SIDED, inference.plannedUnits());
    }

    /** The one look of a fixed sample, shown before it is due and then without a claim. */
    static Looking fixed(Inference inference, Result<Contrast> contrast, boolean due) {
        FixedSample clock = new FixedSample(inference.alpha(), Alternative.TWO_SIDED, inference.plannedUnits());
        OptionalDouble degrees = contrast.toOptional()
                .filter(Comparison::isWelch)
                .map(c -> OptionalDouble.of(c.degreesOfFreedom()))
                .orElseGet(OptionalDouble::empty);
        double multiplier = degrees.isPresent() ? clock.multiplier(degrees.getAsDouble()) : clock.multiplier();
        return new Looking(clock, due ? Look.ALLOWED : Look.TOO_EARLY, OptionalDouble.of(multiplier), degrees);
    }

    /** A look of alpha spending. */
    static Looking spending(Looks looks) {
        OptionalDouble multiplier = finite(looks.multiplier());
        Look look = looks.units() == 0 ? Look.NOTHING_MATURE : multiplier.isPresent() ? Look.ALLOWED : Look.TOO_EARLY;
        return new Looking(looks.clock(), look, multiplier, OptionalDouble.empty());
    }

    static GroupSequential groupSequential(Inference inference) {
        return new GroupSequential(
                inference.alpha(),
                Alternative.TWO_SIDED,
                inference.plannedUnits(),
                inference.spendingPower() == 0
                        ? new Spending.OBrienFleming()
                        : new Spending.Power(inference.spendingPower()));
    }

    /** Whether the plan's horizon ends with this day, the given number of days after the first. */
    static boolean endsHorizon(@Nullable Duration horizon, long daysSinceFirst) {
        return horizon != null && daysSinceFirst + 1 >= horizon.toDays();
    }

    private static OptionalDouble finite(double multiplier) {
        return multiplier <= Double.MAX_VALUE ? OptionalDouble.of(multiplier) : OptionalDouble.empty();
    }

    /** ln e against no difference, by the sequence that looks at any time; empty without variance. */
    static OptionalDouble logEValue(Contrast contrast, ConfidenceSequence sequence) {
        long units = contrast.baselineUnits() + contrast.candidateUnits();
        return LiftInterval.z(contrast, 0)
                .toOptional()
                .map(z -> OptionalDouble.of(sequence.logEValue(z, units)))
                .orElseGet(OptionalDouble::empty);
    }

    /** The p-value of the one look of a fixed sample. */
    double fixedPValue(Contrast contrast) {
        return Level.twoSided(clock.alpha())
                .pValue(
                        contrast.difference(),
                        Math.sqrt(contrast.differenceVariance()),
                        degreesOfFreedom.orElse(Double.POSITIVE_INFINITY));
    }

    /** Nine significant digits: platforms differ in the last bits of exponentials, not in these. */
    static double rounded(double value) {
        double bounded = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
        double rounded = new BigDecimal(bounded).round(NINE_DIGITS).doubleValue();
        return Double.isFinite(rounded) ? rounded : Math.copySign(Double.MAX_VALUE, rounded);
    }
}
