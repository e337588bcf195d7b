package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Moments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.estimate.InversePropensity.OverlapGate;
import dev.upshot.stats.estimate.InversePropensity.PolicyValue;
import dev.upshot.stats.moments.FixedPoint;
import dev.upshot.stats.moments.JointAccumulator;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.moments.Units;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropensityTest {
    private static final OverlapGate OPEN = new OverlapGate(1, 0);
    private static final double[] LOGGED = {0.7, 0.2, 0.1};
    private static final double[] MEANS = {1, 3, 8};

    @Test
    void equalWeightsGiveTheMean() {
        Sample sample = Units.rows(new long[] {4, 1}, new long[] {8, 1}, new long[] {5, 1});
        PolicyValue value = InversePropensity.value(sample, OPEN).orElseThrow();
        assertThat(value.value()).isCloseTo(17.0 / 3, within(1e-14));
        assertThat(value.variance()).isCloseTo(13.0 / 9, within(1e-14));
        assertThat(value.effectiveSize()).isEqualTo(3);
        assertThat(value.n()).isEqualTo(3);
    }

    @Test
    void unequalWeightsCountAsFewerDecisions() {
        // Weights 1, 2, 3: (1 + 2 + 3)² / (1 + 4 + 9).
        Sample sample = Units.rows(new long[] {5, 1}, new long[] {20, 2}, new long[] {60, 3});
        PolicyValue value = InversePropensity.value(sample, OPEN).orElseThrow();
        assertThat(value.effectiveSize()).isCloseTo(36.0 / 14, within(1e-14));
        assertThat(value.value()).isCloseTo(85.0 / 6, within(1e-14));
    }

    @Test
    void valuesAPolicyThatWasNeverRun() {
        long seed = 20261124;
        Random random = new Random(seed);
        double[] target = {0.2, 0.3, 0.5};
        JointAccumulator sums = JointAccumulator.create(List.of(6, 6));
        for (int i = 0; i < 20_000; i++) {
            int action = draw(random);
            double y = MEANS[action] + random.nextGaussian();
            double weight = InversePropensity.weight(target[action], LOGGED[action]);
            sums.add(FixedPoint.round(weight * y, 6), FixedPoint.round(weight, 6));
        }
        PolicyValue value = InversePropensity.value(sums.moments().sample(), OverlapGate.usual())
                .orElseThrow();
        assertThat(value.value()).as("seed %d", seed).isCloseTo(5.1, within(4 * Math.sqrt(value.variance())));
        assertThat(Math.sqrt(value.variance())).isLessThan(0.1);
    }

    @Test
    void oneLogOfTwoPoliciesKeepsWhatTheyHaveInCommon() {
        Sample same = Units.rows(new long[] {5, 1, 5, 1}, new long[] {20, 2, 20, 2}, new long[] {60, 3, 60, 3});
        Contrast contrast = InversePropensity.difference(same, OPEN).orElseThrow();
        assertThat(contrast.difference()).isZero();
        assertThat(contrast.differenceVariance()).isCloseTo(0, within(1e-15));
        PolicyValue value = InversePropensity.value(same, OPEN).orElseThrow();
        assertThat(InversePropensity.difference(value, value).differenceVariance())
                .isEqualTo(2 * value.variance());
    }

    @Test
    void everyEdgeHasItsReason() {
        Sample none = JointMoments.zero(List.of(0, 0)).sample();
        assertThat(InversePropensity.value(none, OPEN).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(InversePropensity.value(Units.rows(new long[] {1, 1}), OPEN).whyMissing())
                .hasValue(Reason.TOO_FEW_UNITS);
        Sample zeros = Units.rows(new long[] {0, 0}, new long[] {0, 0});
        assertThat(InversePropensity.value(zeros, OPEN).whyMissing()).hasValue(Reason.ZERO_WEIGHTS);
        Sample few = Units.rows(new long[] {4, 1}, new long[] {8, 1}, new long[] {0, 0}, new long[] {0, 0});
        assertThat(InversePropensity.value(few, new OverlapGate(2, 0.5)).whyMissing())
                .isEmpty();
        assertThat(InversePropensity.value(few, new OverlapGate(2.001, 0)).whyMissing())
                .hasValue(Reason.POOR_OVERLAP);
        assertThat(InversePropensity.value(few, new OverlapGate(1, 0.501)).whyMissing())
                .hasValue(Reason.POOR_OVERLAP);
        Sample both = Units.rows(new long[] {4, 1, 0, 0}, new long[] {8, 1, 0, 0});
        assertThat(InversePropensity.difference(both, OPEN).whyMissing()).hasValue(Reason.ZERO_WEIGHTS);
    }

    @Test
    void refusesWhatIsNoWeight() {
        assertThat(InversePropensity.weight(0, 1)).isZero();
        assertThat(InversePropensity.weight(1, 0.25)).isEqualTo(4);
        for (double bad : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InversePropensity.weight(0.5, bad))
                    .withMessage("logged must be in (0, 1]: " + bad);
        }
        for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InversePropensity.weight(bad, 0.5))
                    .withMessage("target must be in [0, 1]: " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InversePropensity.weight(1, Double.MIN_VALUE))
                .withMessage("target / logged must be finite: Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InversePropensity.value(Units.rows(new long[] {1, -1}, new long[] {1, -1}), OPEN))
                .withMessage("weighted must have weights >= 0, their mean is: -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OverlapGate(0.5, 0))
                .withMessage("leastSize must be finite and >= 1: 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OverlapGate(1, Double.NaN))
                .withMessage("leastShare must be in [0, 1]: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new OverlapGate(Double.POSITIVE_INFINITY, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new OverlapGate(1, 1.5));
    }

    @Test
    void doublyRobustScoresAreUnbiasedHoweverBadTheModelAndTighterIfItIsGood() {
        StrataMeans bad = StrataMeans.of(Map.of("x", moments(100, 2)));
        Contrast withBad = doublyRobust(bad, bad);
        assertThat(withBad.difference()).isCloseTo(2, within(4 * Math.sqrt(withBad.differenceVariance())));
        Contrast withGood = doublyRobust(
                StrataMeans.of(Map.of("x", moments(0, 50), "y", moments(10, 50))),
                StrataMeans.of(Map.of("x", moments(2, 50), "y", moments(12, 50))));
        assertThat(withGood.difference()).isCloseTo(2, within(4 * Math.sqrt(withGood.differenceVariance())));
        assertThat(withGood.differenceVariance()).isLessThan(withBad.differenceVariance() / 20);
    }

    @Test
    void aFrozenModelPredictsStrataItHasNotSeen() {
        StrataMeans model = StrataMeans.of(Map.of("x", moments(1, 30), "y", moments(4, 10), "z", Moments.zero(0)));
        assertThat(model.predict("x")).isEqualTo(1);
        assertThat(model.predict("z")).isEqualTo(1.75);
        assertThat(model.predict("unseen")).isEqualTo(1.75);
        assertThat(StrataMeans.of(Map.of()).predict("x")).isZero();
        assertThat(StrataMeans.of(Map.of("z", Moments.zero(0))).predict("x")).isZero();
        Moments taken = Moments.zero(0).minus(moments(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrataMeans.of(Map.of("x", taken)))
                .withMessage("stratum x must have n >= 0: -2");
    }

    @Test
    void scoresFollowTheFormulaAndRefuseWhatHasNone() {
        assertThat(AugmentedPropensity.scoreOfTaken(5, 3, 0.25)).isEqualTo(11);
        assertThat(AugmentedPropensity.scoreOfOther(3)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.scoreOfTaken(5, 3, 0))
                .withMessage("propensity must be in (0, 1]: 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.scoreOfTaken(Double.NaN, 3, 0.5))
                .withMessage("outcome must be finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.scoreOfTaken(1, Double.NaN, 0.5))
                .withMessage("prediction must be finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.scoreOfTaken(1, 0, Double.MIN_VALUE))
                .withMessage("score must be finite: Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.scoreOfOther(Double.NaN))
                .withMessage("prediction must be finite: NaN");
        assertThat(AugmentedPropensity.difference(
                                JointMoments.zero(List.of(0, 0)).sample())
                        .whyMissing())
                .hasValue(Reason.BASELINE_EMPTY);
        assertThat(AugmentedPropensity.difference(Units.rows(new long[] {1, 2})).whyMissing())
                .hasValue(Reason.TOO_FEW_UNITS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AugmentedPropensity.difference(Units.of(1, 2)))
                .withMessage("scores must have 2 variables: 1");
    }

    /** Candidate is worth 2 more than baseline; stratum y is worth 10 more than x and gets the candidate more often. */
    private static Contrast doublyRobust(StrataMeans modelA, StrataMeans modelB) {
        Random random = new Random(17);
        JointAccumulator scores = JointAccumulator.create(List.of(6, 6));
        for (int i = 0; i < 5_000; i++) {
            String stratum = random.nextBoolean() ? "x" : "y";
            double chanceOfB = stratum.equals("x") ? 0.2 : 0.7;
            boolean takesB = random.nextDouble() < chanceOfB;
            double y = (stratum.equals("x") ? 0 : 10) + (takesB ? 2 : 0) + random.nextGaussian();
            double scoreA = takesB
                    ? AugmentedPropensity.scoreOfOther(modelA.predict(stratum))
                    : AugmentedPropensity.scoreOfTaken(y, modelA.predict(stratum), 1 - chanceOfB);
            double scoreB = takesB
                    ? AugmentedPropensity.scoreOfTaken(y, modelB.predict(stratum), chanceOfB)
                    : AugmentedPropensity.scoreOfOther(modelB.predict(stratum));
            scores.add(FixedPoint.round(scoreA, 6), FixedPoint.round(scoreB, 6));
        }
        return AugmentedPropensity.difference(scores.moments().sample()).orElseThrow();
    }

    private static Moments moments(long mean, long n) {
        return new Moments(n, BigInteger.valueOf(n * mean), BigInteger.valueOf(n * mean * mean), 0);
    }

    private static int draw(Random random) {
        double u = random.nextDouble();
        return u < LOGGED[0] ? 0 : u < LOGGED[0] + LOGGED[1] ? 1 : 2;
    }
}
