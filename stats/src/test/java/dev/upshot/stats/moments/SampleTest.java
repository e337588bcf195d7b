package dev.upshot.stats.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void figuresAreInTheUnitOfTheValues() {
        Sample sample =
                Units.moments(2, new long[][] {{100, 3}, {250, 1}, {400, 2}}).sample();
        assertThat(sample.n()).isEqualTo(3);
        assertThat(sample.variables()).isEqualTo(2);
        assertThat(sample.mean(0)).isEqualTo(2.5);
        assertThat(sample.variance(0)).isEqualTo(2.25);
        assertThat(sample.covariance(0, 1)).isCloseTo(-0.0075, within(1e-15));
    }

    @Test
    void noUnitHasNoMeanAndOneNoVariance() {
        Sample none = JointMoments.zero(List.of(0)).sample();
        assertThat(none.n()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> none.mean(0)).withMessage("a mean needs 1 units: 0");
        Sample one = Units.of(7);
        assertThat(one.mean(0)).isEqualTo(7);
        assertThatIllegalStateException().isThrownBy(() -> one.variance(0)).withMessage("a variance needs 2 units: 1");
        assertThat(Units.of(7, 7).variance(0)).isZero();
    }

    @Test
    void twoSamplesAsOneAreTheSampleOfAllUnits() {
        Random random = new Random(9);
        for (int round = 0; round < 100; round++) {
            JointMoments a = Units.moments(1, Units.random(random, 1 + random.nextInt(20), 3, 1000, 100));
            JointMoments b = Units.moments(1, Units.random(random, 1 + random.nextInt(20), 3, -50, 10));
            Sample joined = a.sample().and(b.sample());
            Sample whole = a.plus(b).sample();
            assertThat(joined.n()).isEqualTo(whole.n());
            for (int i = 0; i < 3; i++) {
                assertThat(joined.mean(i)).isCloseTo(whole.mean(i), within(1e-9));
                for (int j = 0; j < 3; j++) {
                    double wanted = whole.covariance(i, j);
                    assertThat(joined.covariance(i, j)).isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
                }
            }
        }
    }

    @Test
    void anEmptySampleAddsNothing() {
        Sample some = Units.of(1, 2, 4);
        Sample none = JointMoments.zero(List.of(0)).sample();
        assertThat(some.and(none)).isSameAs(some);
        assertThat(none.and(some)).isSameAs(some);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some.and(Units.rows(new long[] {1, 2})))
                .withMessage("other must have 1 variables: 2");
    }

    @Test
    void takesFiguresFromElsewhereAndRefusesThoseThatCannotBe() {
        Sample sample = Sample.of(3, new double[] {1, 2}, new double[][] {{4, -1}, {-1, 9}});
        assertThat(sample.covariance(1, 0)).isEqualTo(-1);
        assertThat(Sample.of(2, 1.5, 0).mean(0)).isEqualTo(1.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(1, 0, 1))
                .withMessage("n must be >= 2: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, Double.NaN, 1))
                .withMessage("mean must be finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, 0, -1))
                .withMessage("variance must be finite and >= 0: -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, 0, Double.POSITIVE_INFINITY))
                .withMessage("variance must be finite and >= 0: Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, new double[] {0, 0}, new double[][] {{1, Double.NaN}, {0, 1}}))
                .withMessage("covariance must be finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, new double[] {0, 0}, new double[][] {{1, 0}, {0}}))
                .withMessage("covariances must be a matrix of 2 rows and columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, new double[] {0, 0}, new double[][] {{1, 0}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(2, new double[0], new double[0][]))
                .withMessage("number of means must be >= 1: 0");
    }

    @Test
    void aVariableHasToExist() {
        Sample sample = Units.of(1, 2);
        assertThatThrownBy(() -> sample.mean(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sample.covariance(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sample.covariance(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void fixedPointRoundsToTheNearestTiesToEven() {
        assertThat(FixedPoint.round(1.005, 2)).isEqualTo(100);
        assertThat(FixedPoint.round(0.125, 2)).isEqualTo(12);
        assertThat(FixedPoint.round(0.375, 2)).isEqualTo(38);
        assertThat(FixedPoint.round(-2.5, 0)).isEqualTo(-2);
        assertThat(FixedPoint.round(-0.0, 9)).isZero();
        assertThat(FixedPoint.round(999_999_999_999_999d, 0)).isEqualTo(999_999_999_999_999L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedPoint.round(1e15, 0))
                .withMessage("value must have at most 15 digits at scale 0: 1.0E15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedPoint.round(Double.NaN, 0))
                .withMessage("value must be finite: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> FixedPoint.round(1, 10));
    }
}
