package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import org.junit.jupiter.api.Test;

class ProportionDifferenceTest {
    private static final Level TWO_SIDED = Level.twoSided(0.05);
    private static final Level GREATER = new Level(0.05, Alternative.GREATER);
    private static final Level LESS = new Level(0.05, Alternative.LESS);
    private static final Proportion A = new Proportion(200, 50);
    private static final Proportion B = new Proportion(100, 40);

    @Test
    void hasTheVarianceOfSharesWithoutTheCorrectionForOneMean() {
        Contrast contrast = ProportionDifference.contrast(A, B).orElseThrow();
        assertThat(contrast.baseline()).isEqualTo(0.25);
        assertThat(contrast.candidate()).isEqualTo(0.4);
        assertThat(contrast.differenceVariance()).isCloseTo(0.25 * 0.75 / 200 + 0.4 * 0.6 / 100, within(1e-16));
        assertThat(contrast.degreesOfFreedom()).isInfinite();
    }

    @Test
    void oneSidedIntervalsEndAtTheLimitsOfAShare() {
        ProportionDifference difference = ProportionDifference.unpooled(A, B).orElseThrow();
        double error = Math.sqrt(0.25 * 0.75 / 200 + 0.4 * 0.6 / 100);
        Estimate greater = difference.absolute(GREATER);
        assertThat(greater.lower()).isCloseTo(0.15 - 1.644853627 * error, within(1e-12));
        assertThat(greater.upper()).isEqualTo(1);
        Estimate less = difference.absolute(LESS);
        assertThat(less.lower()).isEqualTo(-1);
        assertThat(less.upper()).isCloseTo(0.15 + 1.644853627 * error, within(1e-12));
        assertThat(difference.relative(GREATER).orElseThrow().upper()).isInfinite();
        assertThat(difference.relative(LESS).orElseThrow().lower()).isEqualTo(-1);
        assertThat(difference.pValue(GREATER) + difference.pValue(LESS)).isCloseTo(1, within(1e-12));
        assertThat(difference.pValue(TWO_SIDED)).isCloseTo(2 * difference.pValue(GREATER), within(1e-12));
    }

    @Test
    void boundsStayWithinWhatAShareCanDiffer() {
        ProportionDifference wide = ProportionDifference.unpooled(new Proportion(2, 0), new Proportion(2, 1))
                .orElseThrow();
        assertThat(wide.absolute(Level.twoSided(0.001)).upper()).isEqualTo(1);
        assertThat(wide.absolute(GREATER).lower()).isGreaterThanOrEqualTo(-1);
        ProportionDifference down = ProportionDifference.unpooled(new Proportion(2, 2), new Proportion(2, 1))
                .orElseThrow();
        assertThat(down.absolute(Level.twoSided(0.001)).lower()).isEqualTo(-1);
    }

    @Test
    void theContinuityCorrectionHoldsBackAndNeverTurnsTheSign() {
        ProportionDifference plain = ProportionDifference.pooled(A, B).orElseThrow();
        ProportionDifference corrected = plain.continuityCorrected();
        assertThat(corrected.pValue(TWO_SIDED)).isGreaterThan(plain.pValue(TWO_SIDED));
        assertThat(corrected.pValue(GREATER)).isGreaterThan(plain.pValue(GREATER));
        assertThat(corrected.pValue(LESS)).isEqualTo(plain.pValue(LESS));
        assertThat(corrected.absolute(TWO_SIDED).lower())
                .isCloseTo(plain.absolute(TWO_SIDED).lower() - 0.0075, within(1e-12));
        ProportionDifference close = ProportionDifference.pooled(new Proportion(10, 5), new Proportion(11, 6))
                .orElseThrow()
                .continuityCorrected();
        assertThat(close.pValue(TWO_SIDED)).isEqualTo(1);
        assertThat(close.pValue(GREATER)).isEqualTo(0.5);
        ProportionDifference lower = ProportionDifference.pooled(B, A).orElseThrow();
        assertThat(lower.continuityCorrected().pValue(LESS)).isGreaterThan(lower.pValue(LESS));
        assertThat(lower.continuityCorrected().pValue(GREATER)).isEqualTo(lower.pValue(GREATER));
    }

    @Test
    void everyEdgeHasItsReason() {
        Proportion none = new Proportion(0, 0);
        assertThat(ProportionDifference.contrast(none, none).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(ProportionDifference.pooled(A, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(ProportionDifference.unpooled(new Proportion(9, 0), new Proportion(5, 0))
                        .whyMissing())
                .hasValue(Reason.ZERO_VARIANCE);
        assertThat(ProportionDifference.pooled(new Proportion(9, 9), new Proportion(5, 5))
                        .whyMissing())
                .hasValue(Reason.ZERO_VARIANCE);
        assertThat(ProportionDifference.unpooled(new Proportion(9, 0), new Proportion(5, 2))
                        .orElseThrow()
                        .relative(TWO_SIDED)
                        .whyMissing())
                .hasValue(Reason.ZERO_BASELINE_MEAN);
        assertThat(ProportionDifference.unpooled(new Proportion(9, 2), new Proportion(5, 0))
                        .orElseThrow()
                        .relative(TWO_SIDED)
                        .whyMissing())
                .hasValue(Reason.NON_POSITIVE_RATIO);
        assertThat(ContingencyTable.fisher(new Proportion(9, 9), new Proportion(5, 5))
                        .whyMissing())
                .hasValue(Reason.ZERO_VARIANCE);
        assertThat(ContingencyTable.pearson(none, A).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(ContingencyTable.yates(A, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
    }

    @Test
    void fishersTestOfTheLadyTastingTea() {
        // Fisher (1935): three of four cups right on each side.
        assertThat(ContingencyTable.fisher(new Proportion(4, 1), new Proportion(4, 3))
                        .orElseThrow())
                .isCloseTo(34.0 / 70, within(1e-12));
        assertThat(ContingencyTable.fisher(new Proportion(4, 0), new Proportion(4, 4))
                        .orElseThrow())
                .isCloseTo(2.0 / 70, within(1e-12));
        assertThat(ContingencyTable.fisher(new Proportion(4, 2), new Proportion(4, 2))
                        .orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(-1, 0))
                .withMessage("n must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(3, 4))
                .withMessage("successes must be in [0, n = 3]: 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(3, -1))
                .withMessage("successes must be in [0, n = 3]: -1");
        assertThat(new Proportion(1L << 53, 0).n()).isEqualTo(1L << 53);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion((1L << 53) + 1, 0))
                .withMessage("n must be <= 2^53: 9007199254740993");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContingencyTable.fisher(new Proportion(1L << 31, 1), new Proportion(1, 1)))
                .withMessage("baseline and candidate must have at most 2^31 - 1 units: 2147483649");
    }
}
