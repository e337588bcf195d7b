package dev.upshot.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioMomentsTest {
    private static final double ALPHA = 0.05;

    private static RatioMoments of(int scaleA, int scaleB, long[] a, long[] b) {
        BigInteger[] sums = new BigInteger[5];
        java.util.Arrays.fill(sums, BigInteger.ZERO);
        for (int i = 0; i < a.length; i++) {
            BigInteger x = BigInteger.valueOf(a[i]);
            BigInteger y = BigInteger.valueOf(b[i]);
            BigInteger[] terms = {x, x.multiply(x), y, y.multiply(y), x.multiply(y)};
            for (int s = 0; s < sums.length; s++) {
                sums[s] = sums[s].add(terms[s]);
            }
        }
        return new RatioMoments(a.length, sums[0], sums[1], sums[2], sums[3], sums[4], scaleA, scaleB);
    }

    /** Three subjects with 1, 2 and 3 decisions and 10.00, 15.00 and 35.00 in all: R = 10, z = (0, −2.5, 2.5). */
    @Test
    void theRatioAndItsVarianceByHand() {
        RatioMoments arm = of(2, 0, new long[] {1000, 1500, 3500}, new long[] {1, 2, 3});
        assertThat(arm.mean()).isEqualTo(10.0);
        assertThat(arm.variance()).isEqualTo(6.25);
    }

    @Test
    void withADivisorOfOneItIsTheMeanAndItsVariance() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            long[] values = Samples.spread(random, 2 + random.nextInt(40), random.nextInt(999), 500);
            long[] ones = new long[values.length];
            java.util.Arrays.fill(ones, 1);
            Moments plain = Samples.of(2, values);
            RatioMoments ratio = of(2, 0, values, ones);
            assertThat(ratio.mean()).isEqualTo(plain.mean());
            assertThat(ratio.variance()).isCloseTo(plain.variance(), within(1e-12 * (1 + plain.variance())));
        }
    }

    @Test
    void theVarianceIsThatOfTheLinearisedUnits() {
        Random random = new Random(8);
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(20);
            long[] a = Samples.spread(random, n, 0, 10_000);
            long[] b = Samples.spread(random, n, 500, 400);
            RatioMoments arm = of(3, 1, a, b);
            MathContext exact = new MathContext(60);
            BigDecimal ratio = new BigDecimal(arm.sumA()).divide(new BigDecimal(arm.sumB()), exact);
            BigDecimal meanB = new BigDecimal(arm.sumB()).divide(BigDecimal.valueOf(n), exact);
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < n; i++) {
                BigDecimal z = BigDecimal.valueOf(a[i])
                        .subtract(ratio.multiply(BigDecimal.valueOf(b[i])))
                        .divide(meanB, exact);
                sum = sum.add(z.multiply(z));
            }
            double expected = sum.divide(BigDecimal.valueOf(n - 1), exact)
                    .movePointRight(2 * (1 - 3))
                    .doubleValue();
            assertThat(arm.variance()).isCloseTo(expected, within(1e-13 * expected));
        }
    }

    @Test
    void unitsOfOneRatioHaveNoVarianceHoweverLarge() {
        RatioMoments arm = of(0, 0, new long[] {999_999_999_999_999L, 333_333_333_333_333L}, new long[] {
            3_000_000_000L * 3, 3_000_000_000L
        });
        assertThat(arm.variance()).isZero();
        assertThat(WelchDifference.of(arm, arm, ALPHA).reason()).contains(Reason.ZERO_VARIANCE);
    }

    @Test
    void aDivisorOfZeroHasItsReason() {
        RatioMoments zero = of(0, 0, new long[] {1, 2}, new long[] {0, 0});
        RatioMoments balanced = of(0, 0, new long[] {1, 2}, new long[] {5, -5});
        RatioMoments sound = of(0, 0, new long[] {1, 2}, new long[] {1, 1});
        assertThat(zero.mean()).isNaN();
        assertThat(zero.variance()).isNaN();
        assertThat(WelchDifference.of(zero, sound, ALPHA).reason()).contains(Reason.ZERO_DENOMINATOR);
        assertThat(WelchDifference.of(sound, balanced, ALPHA).reason()).contains(Reason.ZERO_DENOMINATOR);
        assertThat(WelchDifference.of(sound, of(0, 0, new long[] {1}, new long[] {0}), ALPHA)
                        .reason())
                .contains(Reason.TOO_FEW_UNITS);
        assertThat(WelchDifference.of(of(0, 0, new long[0], new long[0]), zero, ALPHA)
                        .reason())
                .contains(Reason.BASELINE_EMPTY);
    }

    @Test
    void ratiosAreComparedAsMeansAre() {
        Random random = new Random(9);
        long[] a = Samples.spread(random, 30, 400, 100);
        long[] b = Samples.spread(random, 30, 500, 100);
        long[] ones = new long[30];
        java.util.Arrays.fill(ones, 1);
        WelchDifference plain = WelchDifference.of(Samples.of(0, a), Samples.of(0, b), ALPHA);
        WelchDifference ratio = WelchDifference.of(of(0, 0, a, ones), of(0, 0, b, ones), ALPHA);
        Estimate expected = requireNonNull(plain.relative());
        Estimate found = requireNonNull(ratio.relative());
        assertThat(found.value()).isEqualTo(expected.value());
        assertThat(found.lower()).isCloseTo(expected.lower(), within(1e-12));
        assertThat(found.upper()).isCloseTo(expected.upper(), within(1e-12));
    }

    @Test
    void nonsenseIsRefused() {
        RatioMoments sound = of(0, 0, new long[] {1, 2}, new long[] {1, 1});
        assertThatThrownBy(() -> WelchDifference.of(sound, of(1, 0, new long[0], new long[0]), ALPHA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("candidate must have scale 0: 1");
        assertThatThrownBy(() -> of(0, 10, new long[0], new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 9]");
    }
}
