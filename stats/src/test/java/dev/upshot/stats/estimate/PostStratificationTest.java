package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Reason;
import dev.upshot.stats.estimate.PostStratification.Stratum;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.moments.Units;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostStratificationTest {
    private static final Sample NONE = JointMoments.zero(List.of(0)).sample();

    @Test
    void oneStratumIsTheDifferenceOfMeans() {
        Sample a = Units.of(1, 4, 2);
        Sample b = Units.of(3, 5);
        Contrast weighed = PostStratification.means(List.of(new Stratum(a, b))).orElseThrow();
        Contrast plain = MeanDifference.welch(a, b).orElseThrow();
        assertThat(weighed.difference()).isEqualTo(plain.difference());
        assertThat(weighed.differenceVariance()).isCloseTo(plain.differenceVariance(), within(1e-15));
        assertThat(weighed.degreesOfFreedom()).isInfinite();
    }

    @Test
    void strataWeighAlikeInBothArmsHoweverTheyFell() {
        // The candidate got more of the high stratum; within strata nothing differs.
        Stratum low = new Stratum(Units.of(0, 2, 1, 1, 0, 2), Units.of(0, 2));
        Stratum high = new Stratum(Units.of(10, 12), Units.of(10, 12, 11, 11, 10, 12));
        Contrast weighed = PostStratification.means(List.of(low, high)).orElseThrow();
        assertThat(weighed.difference()).isCloseTo(0, within(1e-15));
        assertThat(weighed.baseline()).isCloseTo(6, within(1e-15));
        assertThat(weighed.covariance()).isCloseTo(25.0 / 16, within(1e-15));
        assertThat(weighed.baselineUnits()).isEqualTo(8);
        assertThat(weighed.candidateUnits()).isEqualTo(8);
    }

    @Test
    void emptyStrataAreLeftOutAndSmallOnesRefused() {
        Stratum some = new Stratum(Units.of(1, 4, 2), Units.of(3, 5));
        assertThat(PostStratification.means(List.of(some, new Stratum(NONE, NONE)))
                        .orElseThrow())
                .isEqualTo(PostStratification.means(List.of(some)).orElseThrow());
        assertThat(PostStratification.means(List.of(some, new Stratum(Units.of(1, 2), Units.of(7))))
                        .whyMissing())
                .hasValue(Reason.STRATUM_TOO_SMALL);
        assertThat(PostStratification.means(List.of(some, new Stratum(Units.of(3), NONE)))
                        .whyMissing())
                .hasValue(Reason.STRATUM_TOO_SMALL);
    }

    @Test
    void armsWithoutUnitsHaveAReason() {
        assertThat(PostStratification.means(List.of(new Stratum(NONE, Units.of(1, 2))))
                        .whyMissing())
                .hasValue(Reason.BASELINE_EMPTY);
        assertThat(PostStratification.means(List.of(new Stratum(Units.of(1, 2), NONE)))
                        .whyMissing())
                .hasValue(Reason.CANDIDATE_EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostStratification.means(List.of()))
                .withMessage("number of strata must be >= 1: 0");
    }
}
