package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Moments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.WelchDifference;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.moments.Units;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastTest {
    private static final Level TWO_SIDED = Level.twoSided(0.05);

    @Test
    void welchHasTheBitsOfTheIntervalsThatPlainSqlReproduces() {
        Random random = new Random(20261124);
        for (int round = 0; round < 300; round++) {
            Moments a = moments(random);
            Moments b = moments(random);
            WelchDifference wanted = WelchDifference.of(a, b, 0.05);
            Contrast found = MeanDifference.welch(Sample.of(a), Sample.of(b)).orElseThrow();
            assertThat(found.absolute(TWO_SIDED).toOptional()).hasValue(wanted.absolute());
            assertThat(found.relative(TWO_SIDED).toOptional()).hasValue(wanted.relative());
            assertThat(found.degreesOfFreedom())
                    .isEqualTo(wanted.degreesOfFreedom().orElseThrow());
        }
    }

    @Test
    void armsWithoutEnoughUnitsHaveAReasonInTheOrderDeclared() {
        Sample none = JointMoments.zero(List.of(0)).sample();
        Sample one = Units.of(4);
        Sample two = Units.of(4, 5);
        assertThat(MeanDifference.welch(none, none).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(MeanDifference.welch(two, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(MeanDifference.welch(one, two).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(MeanDifference.pooled(two, one).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(MeanDifference.welch(two, two).whyMissing()).isEmpty();
    }

    @Test
    void equalValuesHaveNoInterval() {
        Contrast contrast = MeanDifference.welch(Units.of(3, 3), Units.of(5, 5)).orElseThrow();
        assertThat(contrast.difference()).isEqualTo(2);
        assertThat(contrast.absolute(TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(contrast.relative(TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(Fieller.interval(contrast, TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(LogRatio.of(contrast).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(contrast.degreesOfFreedom()).isInfinite();
    }

    @Test
    void allZeroOutcomesHaveNoInterval() {
        Contrast contrast =
                MeanDifference.welch(Units.of(0, 0, 0), Units.of(0, 0)).orElseThrow();
        assertThat(contrast.absolute(TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(contrast.relative(TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
    }

    @Test
    void aBaselineOfZeroHasADifferenceAndNoLift() {
        Contrast contrast =
                MeanDifference.welch(Units.of(-1, 1), Units.of(1, 2)).orElseThrow();
        assertThat(contrast.absolute(TWO_SIDED).orElseThrow().value()).isEqualTo(1.5);
        assertThat(contrast.relative(TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_BASELINE_MEAN);
        assertThat(Fieller.interval(contrast, TWO_SIDED).whyMissing()).hasValue(Reason.ZERO_BASELINE_MEAN);
        assertThat(LogRatio.of(contrast).whyMissing()).hasValue(Reason.ZERO_BASELINE_MEAN);
    }

    @Test
    void aNegativeBaselineKeepsTheSignOfTheDifference() {
        Contrast losses = MeanDifference.welch(Units.of(-10, -12, -8, -9), Units.of(-7, -6, -8, -5))
                .orElseThrow();
        Contrast gains = MeanDifference.welch(Units.of(10, 12, 8, 9), Units.of(7, 6, 8, 5))
                .orElseThrow();
        for (Alternative side : Alternative.values()) {
            Level level = new Level(0.1, side);
            Level mirrored = new Level(
                    0.1,
                    side == Alternative.TWO_SIDED
                            ? side
                            : side == Alternative.GREATER ? Alternative.LESS : Alternative.GREATER);
            mirrors(losses.relative(level), gains.relative(mirrored));
            mirrors(Fieller.interval(losses, level), Fieller.interval(gains, mirrored));
            mirrors(
                    LogRatio.of(losses).then(r -> r.interval(level)),
                    LogRatio.of(gains).then(r -> r.interval(mirrored)));
        }
        assertThat(losses.relative(TWO_SIDED).orElseThrow().value()).isPositive();
    }

    @Test
    void pooledVarianceIsThatOfBothArmsTogether() {
        Contrast contrast =
                MeanDifference.pooled(Units.of(1, 3), Units.of(2, 4, 6)).orElseThrow();
        // Squared distances 2 and 8 over three degrees of freedom.
        double pooled = 10.0 / 3;
        assertThat(contrast.differenceVariance()).isCloseTo(pooled / 2 + pooled / 3, within(1e-15));
        assertThat(contrast.degreesOfFreedom()).isEqualTo(3);
    }

    @Test
    void figuresBeyondDoubleHaveAReasonInsteadOfNaN() {
        Contrast tiny = Contrast.independent(1e-200, 1e-3, 10, 1, 1e-3, 10, Reference.NORMAL);
        assertThat(tiny.relative(TWO_SIDED).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
        assertThat(Fieller.interval(tiny, TWO_SIDED).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
        assertThat(LogRatio.of(tiny).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
        Contrast huge = Contrast.independent(-1.7e308, 1, 10, 1.7e308, 1, 10, Reference.NORMAL);
        assertThat(huge.absolute(TWO_SIDED).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
        Sample wide = Sample.of(2, 0, 1e308);
        assertThat(MeanDifference.pooled(wide, wide).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
        assertThat(RatioDifference.welch(sampleOf(1e308, 1e-10), sampleOf(1, 1)).whyMissing())
                .hasValue(Reason.NOT_REPRESENTABLE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesFiguresThatAreNone(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(bad, 1, 2, 0, 1, 2, Reference.WELCH))
                .withMessage("baseline must be finite: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, 1, 2, bad, 1, 2, Reference.WELCH))
                .withMessage("candidate must be finite: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, bad, 2, 0, 1, 2, Reference.WELCH))
                .withMessage("baselineVariance must be finite and >= 0: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, 1, 2, 0, bad, 2, Reference.WELCH))
                .withMessage("candidateVariance must be finite and >= 0: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contrast(0, 0, 1, 1, bad, 2, 2, Reference.WELCH))
                .withMessage("covariance must be finite: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contrast(0, 0, 1, 1, 0, 2, 2, Reference.WELCH, bad))
                .withMessage("plainCandidate must be finite: " + bad);
        Contrast contrast = Contrast.independent(1, 1, 2, 1, 1, 2, Reference.WELCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fieller.at(contrast, bad))
                .withMessage("critical must be finite: " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRatio.of(contrast).orElseThrow().at(bad))
                .withMessage("critical must be finite: " + bad);
    }

    @Test
    void refusesNegativeVariancesAndArmsWithoutUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, -1, 2, 0, 1, 2, Reference.WELCH))
                .withMessage("baselineVariance must be finite and >= 0: -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, 1, 0, 0, 1, 2, Reference.WELCH))
                .withMessage("baselineUnits must be >= 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contrast.independent(0, 1, 1, 0, 1, -2, Reference.WELCH))
                .withMessage("candidateUnits must be >= 1: -2");
    }

    private static void mirrors(Result<Estimate> one, Result<Estimate> other) {
        Estimate a = one.orElseThrow();
        Estimate b = other.orElseThrow();
        assertThat(a.value()).isEqualTo(-b.value());
        assertThat(a.standardError()).isEqualTo(b.standardError());
        assertThat(a.lower()).isCloseTo(-b.upper(), within(1e-12));
        assertThat(a.upper()).isCloseTo(-b.lower(), within(1e-12));
    }

    private static Moments moments(Random random) {
        long[][] units = new long[2 + random.nextInt(40)][1];
        for (long[] unit : units) {
            unit[0] = 1_000 + random.nextInt(100_000);
        }
        return Units.moments(2, units).variable(0);
    }

    private static Sample sampleOf(double numerator, double denominator) {
        return Sample.of(2, new double[] {numerator, denominator}, new double[][] {{1, 0}, {0, 1}});
    }
}
