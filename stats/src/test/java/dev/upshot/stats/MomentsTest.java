package dev.upshot.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final MathContext EXACT_ENOUGH = new MathContext(80);

    @Test
    void meanAndVarianceAreInTheUnitOfTheValues() {
        Moments prices = Samples.of(2, 100, 250, 400);
        assertThat(prices.mean()).isEqualTo(2.5);
        assertThat(prices.variance()).isEqualTo(2.25);
    }

    @Test
    void noUnitHasNeitherMeanNorVariance() {
        assertThat(Moments.zero(3).mean()).isNaN();
        assertThat(Moments.zero(3).variance()).isNaN();
    }

    @Test
    void oneUnitHasAMeanButNoVariance() {
        assertThat(Samples.of(0, 7).mean()).isEqualTo(7);
        assertThat(Samples.of(0, 7).variance()).isNaN();
    }

    @Test
    void anIncrementThatTakesUnitsAwayHasNeither() {
        Moments increment = Moments.zero(0).minus(Samples.of(0, 7, 8));
        assertThat(increment.n()).isEqualTo(-2);
        assertThat(increment.mean()).isNaN();
        assertThat(increment.variance()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000000, 1", "999999999999000, 500", "-999999999999000, 500", "123456789, 1000000"})
    void agreesWithDecimalArithmeticHoweverLargeTheOffset(long offset, int spread) {
        Random random = new Random(20261123);
        for (int round = 0; round < 200; round++) {
            int scale = random.nextInt(Moments.MAX_SCALE + 1);
            long[] values = Samples.spread(random, 2 + random.nextInt(300), offset, spread);
            Moments moments = Samples.of(scale, values);
            BigDecimal mean = decimalMean(values, scale);
            BigDecimal variance = decimalVariance(values, scale);
            assertThat(moments.mean()).isCloseTo(mean.doubleValue(), within(4 * Math.ulp(mean.doubleValue())));
            assertThat(moments.variance())
                    .isCloseTo(variance.doubleValue(), within(6 * Math.ulp(variance.doubleValue())));
        }
    }

    @Test
    void equalValuesHaveNoVarianceHoweverLarge() {
        assertThat(Samples.of(9, 999_999_999_999_999L, 999_999_999_999_999L, 999_999_999_999_999L)
                        .variance())
                .isZero();
    }

    @Test
    void sumsAreRoundedOnceToTheNearestTiesToEven() {
        BigInteger tie = BigInteger.ONE.shiftLeft(53).add(BigInteger.ONE);
        assertThat(new Moments(1, tie, tie.multiply(tie), 0).mean()).isEqualTo(0x1p53);
        BigInteger aboveTie = BigInteger.ONE.shiftLeft(54).add(BigInteger.valueOf(3));
        assertThat(new Moments(1, aboveTie, aboveTie.multiply(aboveTie), 0).mean())
                .isEqualTo(0x1p54 + 4);
    }

    @Test
    void theNumeratorOfTheVarianceIsExactBeyondTheRangeOfLong() {
        long million = 1_000_000;
        BigInteger value = BigInteger.valueOf(999_999_999_999_999L);
        BigInteger n = BigInteger.valueOf(2 * million);
        Moments half = new Moments(
                2 * million,
                value.multiply(BigInteger.valueOf(million)),
                value.pow(2).multiply(n.shiftRight(1)),
                0);
        BigDecimal expected = new BigDecimal(
                        n.multiply(half.sumSquares()).subtract(half.sum().pow(2)))
                .divide(new BigDecimal(n.multiply(n.subtract(BigInteger.ONE))), EXACT_ENOUGH);
        assertThat(half.variance()).isCloseTo(expected.doubleValue(), within(2 * Math.ulp(expected.doubleValue())));
    }

    @Test
    void moreThanTwoToThe53UnitsAreRoundedOnlyWhereTheyDivide() {
        long n = (1L << 53) + 1;
        BigInteger ones = BigInteger.valueOf(n);
        Moments all = new Moments(n, ones, ones, 0);
        assertThat(all.mean()).isEqualTo(1);
        assertThat(all.variance()).isZero();
    }

    @Test
    void plusAndMinusFormAGroup() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Moments a = Samples.of(4, Samples.spread(random, random.nextInt(50), random.nextInt(), 1000));
            Moments b = Samples.of(4, Samples.spread(random, random.nextInt(50), random.nextLong(1L << 49), 1000));
            Moments c = Samples.of(4, Samples.spread(random, random.nextInt(50), 0, 1_000_000));
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(Moments.zero(4))).isEqualTo(a);
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.minus(b)).isEqualTo(a.plus(Moments.zero(4).minus(b)));
            assertThat(a.minus(a)).isEqualTo(Moments.zero(4));
        }
    }

    @Test
    void partsTogetherAreTheWhole() {
        assertThat(Samples.of(1, 1, 2).plus(Samples.of(1, 3, 4, 5))).isEqualTo(Samples.of(1, 5, 3, 1, 4, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void refusesAScaleOutOfRange(int scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moments.zero(scale))
                .withMessage("scale must be in [0, 9]: " + scale);
    }

    @Test
    void refusesToMixScales() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moments.zero(2).plus(Moments.zero(3)))
                .withMessage("other must have scale 2: 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moments.zero(2).minus(Moments.zero(3)))
                .withMessage("other must have scale 2: 3");
    }

    @Test
    void holdsSumsOfExactly128BitsAndRefusesMore() {
        BigInteger max = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        Moments full = new Moments(1, max.negate(), max, 0);
        assertThat(full.mean()).isEqualTo(-0x1p127);
        assertThatThrownBy(() -> full.plus(new Moments(1, BigInteger.ZERO, BigInteger.ONE, 0)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("sumSquares must fit 128 bits: needs 129");
        assertThatThrownBy(() -> new Moments(1, max.add(BigInteger.ONE), BigInteger.ZERO, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("sum must fit 128 bits: needs 129");
    }

    @Test
    void refusesMoreUnitsThanALongHolds() {
        Moments full = new Moments(Long.MAX_VALUE, BigInteger.ZERO, BigInteger.ZERO, 0);
        assertThatThrownBy(() -> full.plus(Samples.of(0, 0))).isInstanceOf(ArithmeticException.class);
    }

    private static BigDecimal decimalMean(long[] values, int scale) {
        BigDecimal sum = BigDecimal.ZERO;
        for (long value : values) {
            sum = sum.add(BigDecimal.valueOf(value, scale));
        }
        return sum.divide(BigDecimal.valueOf(values.length), EXACT_ENOUGH);
    }

    /** By the definition: the mean of squared distances from the mean. */
    private static BigDecimal decimalVariance(long[] values, int scale) {
        BigDecimal mean = decimalMean(values, scale);
        BigDecimal sum = BigDecimal.ZERO;
        for (long value : values) {
            sum = sum.add(BigDecimal.valueOf(value, scale).subtract(mean).pow(2));
        }
        return sum.divide(BigDecimal.valueOf(values.length - 1L), EXACT_ENOUGH);
    }
}
