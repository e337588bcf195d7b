package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiellerTest {

    @Test
    void itsBoundsAreTheLiftsThatATestOfTheirOwnJustDoesNotReject() {
        Random random = new Random(20261124);
        for (int round = 0; round < 500; round++) {
            double m = (random.nextBoolean() ? 1 : -1) * (2 + 10 * random.nextDouble());
            double ea = 0.3 * random.nextDouble();
            double eb = 0.3 * random.nextDouble();
            double g = (2 * random.nextDouble() - 1) * Math.sqrt(ea * eb);
            Contrast contrast = new Contrast(m, 10 * random.nextGaussian(), ea, eb, g, 50, 60, Reference.NORMAL);
            double c = 0.5 + 2.5 * random.nextDouble();
            Estimate interval = Fieller.at(contrast, c).orElseThrow();
            assertThat(interval.lower()).isLessThanOrEqualTo(interval.value() + 1e-12);
            assertThat(interval.upper()).isGreaterThanOrEqualTo(interval.value() - 1e-12);
            assertThat(statistic(contrast, interval.lower())).isCloseTo(c, within(1e-6));
            assertThat(statistic(contrast, interval.upper())).isCloseTo(c, within(1e-6));
        }
    }

    @Test
    void withMuchDataItIsTheDeltaMethods() {
        Contrast contrast = Contrast.independent(10, 1e-8, 1_000_000, 12, 2e-8, 1_000_000, Reference.NORMAL);
        Level level = Level.twoSided(0.05);
        Estimate delta = contrast.relative(level).orElseThrow();
        Estimate fieller = Fieller.interval(contrast, level).orElseThrow();
        assertThat(fieller.value()).isEqualTo(delta.value());
        assertThat(fieller.standardError()).isEqualTo(delta.standardError());
        assertThat(fieller.lower()).isCloseTo(delta.lower(), within(1e-8));
        assertThat(fieller.upper()).isCloseTo(delta.upper(), within(1e-8));
    }

    @Test
    void aBaselineLostInItsNoiseHasNoBoundedLift() {
        Contrast noisy = Contrast.independent(1, 0.3, 10, 2, 0.3, 10, Reference.NORMAL);
        assertThat(Fieller.interval(noisy, Level.twoSided(0.05)).whyMissing()).hasValue(Reason.UNBOUNDED);
        assertThat(Fieller.interval(noisy, Level.twoSided(0.2)).whyMissing()).isEmpty();
        Contrast onTheEdge = Contrast.independent(2, 1, 10, 2, 0.3, 10, Reference.NORMAL);
        assertThat(Fieller.at(onTheEdge, 2).whyMissing()).hasValue(Reason.UNBOUNDED);
    }

    @Test
    void oneSidedIntervalsLeaveTheOtherSideOpen() {
        Contrast contrast = Contrast.independent(10, 0.04, 100, 12, 0.09, 100, Reference.NORMAL);
        Estimate both = Fieller.interval(contrast, Level.twoSided(0.1)).orElseThrow();
        Estimate greater =
                Fieller.interval(contrast, new Level(0.05, Alternative.GREATER)).orElseThrow();
        Estimate less =
                Fieller.interval(contrast, new Level(0.05, Alternative.LESS)).orElseThrow();
        assertThat(greater.lower()).isEqualTo(both.lower());
        assertThat(greater.upper()).isInfinite().isPositive();
        assertThat(less.lower()).isInfinite().isNegative();
        assertThat(less.upper()).isEqualTo(both.upper());
        Estimate unlikely =
                Fieller.interval(contrast, new Level(0.9, Alternative.GREATER)).orElseThrow();
        assertThat(unlikely.lower()).isGreaterThan(unlikely.value());
    }

    @Test
    void theLogRatioIsSymmetricInTheLogarithm() {
        Contrast contrast = Contrast.independent(10, 0.04, 100, 12, 0.09, 100, Reference.NORMAL);
        LogRatio ratio = LogRatio.of(contrast).orElseThrow();
        assertThat(ratio.ratio()).isEqualTo(1.2);
        assertThat(ratio.standardError()).isCloseTo(Math.sqrt(0.0004 + 0.09 / 144), within(1e-15));
        Estimate interval = ratio.at(2).orElseThrow();
        assertThat(Math.log1p(interval.upper()) + Math.log1p(interval.lower()))
                .isCloseTo(2 * Math.log(1.2), within(1e-14));
        assertThat(interval.value()).isCloseTo(0.2, within(1e-15));
        assertThat(interval.standardError()).isCloseTo(1.2 * ratio.standardError(), within(1e-15));
        assertThat(interval.lower()).isGreaterThan(-1);
    }

    @Test
    void theLogRatioCountsWhatTheArmsHaveInCommon() {
        Contrast together = new Contrast(10, 12, 0.04, 0.09, 0.03, 100, 100, Reference.NORMAL);
        assertThat(LogRatio.of(together).orElseThrow().standardError())
                .isCloseTo(Math.sqrt(0.0004 + 0.09 / 144 - 0.06 / 120), within(1e-15));
    }

    @Test
    void theLogRatioNeedsARatioAboveZero() {
        assertThat(LogRatio.of(Contrast.independent(10, 1, 9, -1, 1, 9, Reference.WELCH))
                        .whyMissing())
                .hasValue(Reason.NON_POSITIVE_RATIO);
        assertThat(LogRatio.of(Contrast.independent(10, 1, 9, 0, 1, 9, Reference.WELCH))
                        .whyMissing())
                .hasValue(Reason.NON_POSITIVE_RATIO);
        LogRatio wide = LogRatio.of(Contrast.independent(1, 1e6, 9, 1, 1, 9, Reference.NORMAL))
                .orElseThrow();
        assertThat(wide.at(10).whyMissing()).hasValue(Reason.NOT_REPRESENTABLE);
    }

    /** How many standard errors the contrast is from a lift. */
    private static double statistic(Contrast c, double lift) {
        double factor = 1 + Math.signum(c.baseline()) * lift;
        double away = c.candidate() - factor * c.baseline();
        double variance = c.candidateVariance() + factor * factor * c.baselineVariance() - 2 * factor * c.covariance();
        return Math.abs(away) / Math.sqrt(variance);
    }
}
