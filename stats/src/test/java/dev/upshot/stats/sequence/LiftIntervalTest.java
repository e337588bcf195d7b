package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiftIntervalTest {
    private static final double C = 3.0;

    @Test
    void theRelativeIntervalHoldsExactlyTheLiftsWithinSoManyStandardErrors() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            double sign = random.nextBoolean() ? 1 : -1;
            Contrast contrast = contrast(
                    sign * (1 + random.nextDouble()),
                    0.02 * random.nextDouble(),
                    sign * 3 * random.nextDouble(),
                    0.02 * random.nextDouble());
            Estimate lift =
                    LiftInterval.relative(contrast, C, Alternative.TWO_SIDED).orElseThrow();
            assertThat(LiftInterval.z(contrast, lift.lower()).orElseThrow())
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(C, within(1e-6));
            assertThat(LiftInterval.z(contrast, lift.upper()).orElseThrow())
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(-C, within(1e-6));
            assertThat(lift.value()).isBetween(lift.lower(), lift.upper());
        }
    }

    @Test
    void aBaselineNearZeroLeavesTheLiftUnbounded() {
        Contrast near = contrast(0.29, 0.01, 1, 0.01);
        assertThat(LiftInterval.relative(near, C, Alternative.TWO_SIDED)).isEqualTo(Result.missing(Reason.UNBOUNDED));
        assertThat(LiftInterval.relative(near, 2, Alternative.TWO_SIDED).toOptional())
                .isPresent();
        assertThat(LiftInterval.absolute(near, C, Alternative.TWO_SIDED).toOptional())
                .isPresent();
        assertThat(LiftInterval.relative(contrast(0, 0.01, 1, 0.01), C, Alternative.TWO_SIDED))
                .isEqualTo(Result.missing(Reason.ZERO_BASELINE_MEAN));
    }

    @Test
    void whereNothingVariesThereIsNoInterval() {
        Contrast still = contrast(1, 0, 2, 0);
        for (Alternative alternative : Alternative.values()) {
            assertThat(LiftInterval.absolute(still, C, alternative)).isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
            assertThat(LiftInterval.relative(still, C, alternative)).isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
            assertThat(LiftInterval.relativeByLogRatio(still, C, alternative))
                    .isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
        }
        assertThat(LiftInterval.z(still, 0)).isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
    }

    @Test
    void theLogRatioNeedsMeansOfOneSign() {
        assertThat(LiftInterval.relativeByLogRatio(contrast(1, 0.01, 0, 0.01), C, Alternative.TWO_SIDED))
                .isEqualTo(Result.missing(Reason.NON_POSITIVE_RATIO));
        Estimate lift = LiftInterval.relativeByLogRatio(contrast(2, 0.04, 3, 0.09), 2, Alternative.TWO_SIDED)
                .orElseThrow();
        double width = Math.exp(2 * Math.sqrt(0.01 + 0.01));
        assertThat(lift.value()).isEqualTo(0.5);
        assertThat(lift.lower()).isCloseTo(1.5 / width - 1, within(1e-12));
        assertThat(lift.upper()).isCloseTo(1.5 * width - 1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Alternative.class)
    void anInfiniteMultiplierClaimsNothing(Alternative alternative) {
        Contrast contrast = contrast(1, 0.01, 2, 0.01);
        double never = Double.POSITIVE_INFINITY;
        assertThat(LiftInterval.absolute(contrast, never, alternative)).isEqualTo(Result.missing(Reason.UNBOUNDED));
        assertThat(LiftInterval.relative(contrast, never, alternative)).isEqualTo(Result.missing(Reason.UNBOUNDED));
        assertThat(LiftInterval.relativeByLogRatio(contrast, never, alternative))
                .isEqualTo(Result.missing(Reason.UNBOUNDED));
    }

    @Test
    void onOneSideTheOtherBoundIsInfinite() {
        Contrast contrast = contrast(1, 0.01, 2, 0.01);
        Estimate two = LiftInterval.relative(contrast, C, Alternative.TWO_SIDED).orElseThrow();
        Estimate greater =
                LiftInterval.relative(contrast, C, Alternative.GREATER).orElseThrow();
        Estimate less = LiftInterval.relative(contrast, C, Alternative.LESS).orElseThrow();
        assertThat(greater.lower()).isEqualTo(two.lower());
        assertThat(greater.upper()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(less.upper()).isEqualTo(two.upper());
        assertThat(less.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void refusesAMultiplierThatIsNone(double multiplier) {
        Contrast contrast = contrast(1, 0.01, 2, 0.01);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiftInterval.absolute(contrast, multiplier, Alternative.TWO_SIDED))
                .withMessageStartingWith("multiplier must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiftInterval.relative(contrast, multiplier, Alternative.TWO_SIDED))
                .withMessageStartingWith("multiplier must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiftInterval.relativeByLogRatio(contrast, multiplier, Alternative.TWO_SIDED))
                .withMessageStartingWith("multiplier must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiftInterval.z(contrast, Double.NaN))
                .withMessageStartingWith("lift must be");
    }

    @Test
    void figuresBeyondEveryRangeAreSaidToBeSo() {
        Contrast huge = contrast(1e200, 1e300, -1e200, 1e300);
        assertThat(LiftInterval.relative(huge, C, Alternative.TWO_SIDED).whyMissing())
                .isPresent();
        Contrast far = contrast(1, 1e-320, 1e200, 0);
        assertThat(LiftInterval.z(far, 0)).isEqualTo(Result.missing(Reason.NOT_REPRESENTABLE));
        assertThat(LiftInterval.absolute(contrast(1, 1e300, 1, 1e300), 1e200, Alternative.TWO_SIDED))
                .isEqualTo(Result.missing(Reason.UNBOUNDED));
    }

    @Test
    void theGateWantsEventsInEachArmAndACap() {
        Gate gate = Gate.usual();
        assertThat(gate.judge(100, 100, Gate.Tail.BOUNDED)).isEqualTo(Gate.Opening.OPEN);
        assertThat(gate.judge(100, 100, Gate.Tail.CAPPED)).isEqualTo(Gate.Opening.OPEN);
        assertThat(gate.judge(99, 10_000, Gate.Tail.BOUNDED)).isEqualTo(Gate.Opening.TOO_FEW_EVENTS);
        assertThat(gate.judge(10_000, 99, Gate.Tail.CAPPED)).isEqualTo(Gate.Opening.TOO_FEW_EVENTS);
        assertThat(gate.judge(0, 0, Gate.Tail.UNCAPPED)).isEqualTo(Gate.Opening.UNCAPPED);
        assertThat(new Gate(5).judge(5, 5, Gate.Tail.BOUNDED)).isEqualTo(Gate.Opening.OPEN);
        assertThat(Gate.binaryEvents(990, 1000)).isEqualTo(10);
        assertThat(Gate.binaryEvents(10, 1000)).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gate(0))
                .withMessageStartingWith("minimumEvents must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate.judge(-1, 0, Gate.Tail.BOUNDED))
                .withMessageStartingWith("baselineEvents must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gate.binaryEvents(2, 1))
                .withMessage("successes must be in [0, units = 1]: 2");
    }

    private static Contrast contrast(double a, double ea, double b, double eb) {
        return Contrast.independent(a, ea, 1000, b, eb, 1000, Reference.NORMAL);
    }
}
