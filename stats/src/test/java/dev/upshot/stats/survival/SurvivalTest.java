package dev.upshot.stats.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.estimate.Contrast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Against the remission times of Freireich et al. (1963), the textbook example (weeks; negative: still in remission). */
class SurvivalTest {
    private static final List<Long> WEEKS =
            LongStream.rangeClosed(0, 36).boxed().toList();
    private static final AgeCounts TREATED =
            arm(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);
    private static final AgeCounts PLACEBO = arm(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

    @Test
    void theCurveIsThePublishedOne() {
        SurvivalCurve curve = SurvivalCurve.of(TREATED).orElseThrow();
        assertThat(curve.n()).isEqualTo(21);
        assertThat(curve.survival(5)).isEqualTo(1);
        assertThat(curve.survival(6)).isCloseTo(0.8571, within(5e-5));
        assertThat(curve.survival(7)).isCloseTo(0.8067, within(5e-5));
        assertThat(curve.survival(10)).isCloseTo(0.7529, within(5e-5));
        assertThat(curve.survival(13)).isCloseTo(0.6902, within(5e-5));
        assertThat(curve.survival(16)).isCloseTo(0.6275, within(5e-5));
        assertThat(curve.survival(22)).isCloseTo(0.5378, within(5e-5));
        assertThat(curve.survival(23)).isCloseTo(0.4482, within(5e-5));
        // Standard errors as R's survfit prints them.
        assertThat(curve.survival(6) * Math.sqrt(curve.greenwood(6))).isCloseTo(0.0764, within(5e-5));
        assertThat(curve.survival(10) * Math.sqrt(curve.greenwood(10))).isCloseTo(0.0963, within(5e-5));
        assertThat(curve.survival(23) * Math.sqrt(curve.greenwood(23))).isCloseTo(0.1346, within(5e-5));
        assertThat(curve.knownBins()).isEqualTo(36);
    }

    @Test
    void theLogRankStatisticIsThePublishedOne() {
        LogRank test = LogRank.of(PLACEBO, TREATED).orElseThrow();
        assertThat(test.observed()).isEqualTo(9);
        assertThat(test.events()).isEqualTo(30);
        assertThat(test.expected()).isCloseTo(19.25, within(0.005));
        assertThat(test.variance()).isCloseTo(6.2570, within(5e-5));
        assertThat(test.statistic() * test.statistic()).isCloseTo(16.79, within(0.005));
        assertThat(test.statistic()).isNegative();
        assertThat(test.pValue(Level.twoSided(0.05))).isCloseTo(4.17e-5, within(1e-7));
        assertThat(test.pValue(new Level(0.05, Alternative.GREATER))).isGreaterThan(0.99);
        assertThat(LogRank.of(TREATED, PLACEBO).orElseThrow().statistic()).isCloseTo(-test.statistic(), within(1e-12));
    }

    @Test
    void theMedianIsWhereSurvivalFallsToAHalf() {
        TimeQuantile treated = TimeQuantile.of(TREATED, 0.5, 0.05).orElseThrow();
        // Survival is 0.5378 at the end of week 22 and 0.4482 at the end of week 23.
        assertThat(treated.value()).isCloseTo(23 + (0.5378 - 0.5) / (0.5378 - 0.4482), within(1e-3));
        assertThat(treated.lower()).isBetween(13.0, 14.0);
        assertThat(treated.upper()).isInfinite();
        assertThat(treated.variance().whyMissing()).hasValue(Reason.FOLLOW_UP_TOO_SHORT);
        TimeQuantile placebo = TimeQuantile.of(PLACEBO, 0.5, 0.05).orElseThrow();
        assertThat(placebo.value()).isBetween(8.0, 9.0);
        assertThat(placebo.lower()).isBetween(4.0, 5.0);
        assertThat(placebo.upper()).isBetween(11.0, 12.0);
        assertThat(TimeQuantile.of(TREATED, 0.9, 0.05).whyMissing()).hasValue(Reason.FOLLOW_UP_TOO_SHORT);
        assertThat(TimeQuantile.difference(placebo, treated).whyMissing()).hasValue(Reason.FOLLOW_UP_TOO_SHORT);
        Contrast same = TimeQuantile.difference(placebo, placebo).orElseThrow();
        double half = (placebo.upper() - placebo.lower()) / (2 * placebo.critical());
        assertThat(same.differenceVariance()).isCloseTo(2 * half * half, within(1e-12));
    }

    @Test
    void theRestrictedMeanIsTheAreaUnderTheCurve() {
        RestrictedMean mean = RestrictedMean.of(TREATED, 36).orElseThrow();
        SurvivalCurve curve = SurvivalCurve.of(TREATED).orElseThrow();
        double area = 0;
        double before = 1;
        for (int week = 0; week < 36; week++) {
            area += (before + curve.survival(week)) / 2;
            before = curve.survival(week);
        }
        assertThat(mean.value()).isCloseTo(area, within(1e-12));
        // Klein and Moeschberger have 23.3 (2.83) for the step function to week 35; half a week of survival lies
        // between.
        assertThat(RestrictedMean.of(TREATED, 35).orElseThrow().value()).isCloseTo(23.3 + 0.3, within(0.3));
        assertThat(Math.sqrt(RestrictedMean.of(TREATED, 35).orElseThrow().variance()))
                .isCloseTo(2.83 * (1 - 0.5 / 23.3), within(0.01));
        Contrast contrast = RestrictedMean.difference(PLACEBO, TREATED, 36).orElseThrow();
        assertThat(contrast.candidate()).isEqualTo(mean.value());
        assertThat(contrast.candidateVariance()).isEqualTo(mean.variance());
        assertThat(contrast.difference()).isPositive();
    }

    @Test
    void withoutOpenUnitsItIsTheMean() {
        AgeCounts all = new AgeCounts(List.of(0L, 10L, 20L), List.of(6L, 4L), List.of(0L, 0L));
        RestrictedMean mean = RestrictedMean.of(all, 20).orElseThrow();
        assertThat(mean.value()).isCloseTo(0.6 * 5 + 0.4 * 15, within(1e-12));
        // The variance of that mean, its units in the middle of their bins.
        assertThat(mean.variance()).isCloseTo(0.6 * 0.4 * 100 / 10, within(1e-12));
    }

    @Test
    void beyondAllEventsNothingIsOpen() {
        AgeCounts quick = new AgeCounts(List.of(0L, 10L, 20L, 30L), List.of(5L, 0L, 0L), List.of(0L, 0L, 0L));
        assertThat(RestrictedMean.of(quick, 30).orElseThrow().value()).isEqualTo(5);
        SurvivalCurve curve = SurvivalCurve.of(quick).orElseThrow();
        assertThat(curve.survival(2)).isZero();
        assertThat(curve.knownBins()).isEqualTo(3);
        TimeQuantile median = TimeQuantile.of(quick, 0.5, 0.05).orElseThrow();
        assertThat(median.value()).isEqualTo(5);
        assertThat(median.lower()).isLessThanOrEqualTo(5);
        assertThat(median.upper()).isInfinite();
    }

    @Test
    void followUpShorterThanTheHorizonHasNoMean() {
        AgeCounts young = new AgeCounts(List.of(0L, 10L, 20L), List.of(3L, 0L), List.of(4L, 0L));
        assertThat(RestrictedMean.of(young, 20).whyMissing()).hasValue(Reason.FOLLOW_UP_TOO_SHORT);
        assertThat(RestrictedMean.of(young, 10).orElseThrow().value()).isCloseTo(10 * (1 + 4.0 / 7) / 2, within(1e-12));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SurvivalCurve.of(young).orElseThrow().survival(1))
                .withMessage("bin must be in [0, 1): 1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SurvivalCurve.of(young).orElseThrow().greenwood(-1));
    }

    @Test
    void everyEdgeHasItsReason() {
        List<Long> edges = List.of(0L, 10L);
        AgeCounts none = AgeCounts.zero(edges);
        AgeCounts one = new AgeCounts(edges, List.of(1L), List.of(0L));
        AgeCounts open = new AgeCounts(edges, List.of(0L), List.of(5L));
        AgeCounts some = new AgeCounts(edges, List.of(3L), List.of(5L));
        assertThat(SurvivalCurve.of(none).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(SurvivalCurve.of(one).orElseThrow().survival(0)).isZero();
        assertThat(TimeQuantile.of(one, 0.5, 0.05).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(TimeQuantile.of(none, 0.5, 0.05).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(RestrictedMean.difference(none, some, 10).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(RestrictedMean.difference(some, none, 10).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(RestrictedMean.difference(some, one, 10).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(RestrictedMean.difference(open, open, 10)
                        .orElseThrow()
                        .absolute(Level.twoSided(0.05))
                        .whyMissing())
                .hasValue(Reason.ZERO_VARIANCE);
        assertThat(LogRank.of(none, some).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(LogRank.of(some, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(LogRank.of(open, open).whyMissing()).hasValue(Reason.NO_EVENTS);
        AgeCounts all = new AgeCounts(edges, List.of(4L), List.of(0L));
        assertThat(LogRank.of(all, all).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
    }

    @Test
    void refusesArgumentsOutOfRange() {
        AgeCounts some = new AgeCounts(List.of(0L, 10L), List.of(3L), List.of(5L));
        for (long tau : new long[] {0, 5, 20, -10}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RestrictedMean.of(some, tau))
                    .withMessage("tau must be an edge above 0 of [0, 10]: " + tau);
        }
        for (double nu : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TimeQuantile.of(some, nu, 0.05))
                    .withMessage("nu must be in (0, 1): " + nu);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeQuantile.of(some, 0.5, 0))
                .withMessage("alpha must be in (0, 1): 0.0");
        AgeCounts other = AgeCounts.zero(List.of(0L, 11L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRank.of(some, other))
                .withMessage("candidate must have the edges [0, 10]: [0, 11]");
        assertThatIllegalArgumentException().isThrownBy(() -> RestrictedMean.difference(some, other, 10));
        AgeCounts increment = AgeCounts.zero(some.edges()).minus(some);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurvivalCurve.of(increment))
                .withMessage("counts events must be >= 0: -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRank.of(some, increment))
                .withMessage("candidate events must be >= 0: -3");
        AgeCounts reopened = new AgeCounts(some.edges(), List.of(3L), List.of(-1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurvivalCurve.of(reopened))
                .withMessage("counts open must be >= 0: -1");
    }

    /** A unit still open at a week was at risk throughout that week. */
    private static AgeCounts arm(int... weeks) {
        List<Long> events = new ArrayList<>(Collections.nCopies(36, 0L));
        List<Long> open = new ArrayList<>(events);
        for (int week : weeks) {
            List<Long> counts = week > 0 ? events : open;
            counts.set(Math.abs(week), counts.get(Math.abs(week)) + 1);
        }
        return new AgeCounts(WEEKS, events, open);
    }
}
