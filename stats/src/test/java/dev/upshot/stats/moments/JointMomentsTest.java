package dev.upshot.stats.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Moments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointMomentsTest {
    private static final MathContext EXACT_ENOUGH = new MathContext(80);

    @Test
    void holdsFifteenNumbersForARatioWithItsCovariate() {
        JointMoments moments = Units.moments(0, new long[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
        assertThat(1 + moments.sums().size() + moments.products().size()).isEqualTo(15);
        assertThat(moments.n()).isEqualTo(2);
        assertThat(moments.sums()).containsExactly(big(6), big(8), big(10), big(12));
        assertThat(moments.product(0, 3)).isEqualTo(big(4 + 40));
        assertThat(moments.product(3, 0)).isEqualTo(big(44));
        assertThat(moments.product(1, 2)).isEqualTo(big(6 + 42));
        assertThat(moments.product(2, 2)).isEqualTo(big(9 + 49));
        assertThat(moments.product(3, 3)).isEqualTo(big(16 + 64));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000000, 1", "999999999999000, 500", "-999999999999000, 500", "123456789, 1000000"})
    void agreesWithDecimalArithmeticHoweverLargeTheOffset(long offset, int spread) {
        long seed = 20261124 + offset;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int scale = random.nextInt(Moments.MAX_SCALE + 1);
            int variables = 1 + random.nextInt(4);
            long[][] units = Units.random(random, 2 + random.nextInt(100), variables, offset, spread);
            Sample sample = Units.moments(scale, units).sample();
            for (int i = 0; i < variables; i++) {
                close(seed, sample.mean(i), decimalMean(units, i, scale), 4);
                for (int j = 0; j < variables; j++) {
                    close(seed, sample.covariance(i, j), decimalCovariance(units, i, j, scale), 8);
                    assertThat(sample.covariance(i, j)).isEqualTo(sample.covariance(j, i));
                }
            }
        }
    }

    @Test
    void oneVariableHasTheBitsOfMoments() {
        Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            JointMoments joint = Units.moments(3, Units.random(random, 2 + random.nextInt(50), 2, 1L << 40, 1 << 20));
            Moments alone = joint.variable(1);
            assertThat(joint.sample().mean(1)).isEqualTo(alone.mean());
            assertThat(joint.sample().variance(1)).isEqualTo(alone.variance());
            assertThat(Sample.of(alone).variance(0)).isEqualTo(alone.variance());
        }
    }

    @Test
    void plusAndMinusFormAGroup() {
        Random random = new Random(7);
        JointMoments zero = JointMoments.zero(List.of(4, 4, 4));
        for (int round = 0; round < 200; round++) {
            JointMoments a = some(random);
            JointMoments b = some(random);
            JointMoments c = some(random);
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(zero)).isEqualTo(a);
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.minus(a)).isEqualTo(zero);
            assertThat(zero.minus(a).n()).isEqualTo(-a.n());
        }
    }

    @Test
    void refusesVariablesThatDoNotFit() {
        JointMoments one = JointMoments.zero(List.of(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.plus(JointMoments.zero(List.of(3))))
                .withMessage("other must have scales [2]: [3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.minus(JointMoments.zero(List.of(2, 2))))
                .withMessage("other must have scales [2]: [2, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JointMoments(0, List.of(), List.of(big(0)), List.of(0)))
                .withMessage("sums must have 1 entries: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JointMoments(0, List.of(big(0)), List.of(), List.of(0)))
                .withMessage("products must have 1 entries: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointMoments.zero(List.of()))
                .withMessage("number of scales must be >= 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointMoments.zero(List.of(10)))
                .withMessage("scale must be in [0, 9]: 10");
    }

    @Test
    void refusesASumBeyond128BitsAndMoreUnitsThanALongHolds() {
        BigInteger tooLarge = BigInteger.ONE.shiftLeft(127);
        assertThatThrownBy(() -> new JointMoments(1, List.of(tooLarge), List.of(big(0)), List.of(0)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("sum must fit 128 bits: needs 129");
        assertThatThrownBy(() -> new JointMoments(1, List.of(big(0)), List.of(tooLarge), List.of(0)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("product must fit 128 bits: needs 129");
        JointMoments full = new JointMoments(Long.MAX_VALUE, List.of(big(0)), List.of(big(0)), List.of(0));
        assertThatThrownBy(() -> full.plus(Units.moments(0, new long[][] {{0}})))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> JointMoments.zero(List.of(0)).minus(full).minus(full))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anIncrementThatTakesUnitsAwayIsNoSample() {
        JointMoments increment = JointMoments.zero(List.of(0)).minus(Units.moments(0, new long[][] {{3}, {4}}));
        assertThatIllegalArgumentException().isThrownBy(increment::sample).withMessage("moments must have n >= 0: -2");
        JointMoments impossible = new JointMoments(2, List.of(big(4)), List.of(big(7)), List.of(0));
        assertThatIllegalArgumentException()
                .isThrownBy(impossible::sample)
                .withMessageStartingWith("moments must be the moments of a sample");
    }

    @Test
    void aProductHasToBeOfItsVariables() {
        assertThatThrownBy(() -> JointMoments.zero(List.of(0)).product(0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> JointMoments.zero(List.of(0)).product(-1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static JointMoments some(Random random) {
        return Units.moments(4, Units.random(random, 1 + random.nextInt(20), 3, random.nextLong(1L << 49), 1000));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static void close(long seed, double found, BigDecimal wanted, int ulps) {
        assertThat(found)
                .as("seed %d", seed)
                .isCloseTo(wanted.doubleValue(), within(ulps * Math.ulp(wanted.doubleValue())));
    }

    private static BigDecimal decimalMean(long[][] units, int i, int scale) {
        BigDecimal sum = BigDecimal.ZERO;
        for (long[] unit : units) {
            sum = sum.add(BigDecimal.valueOf(unit[i], scale));
        }
        return sum.divide(BigDecimal.valueOf(units.length), EXACT_ENOUGH);
    }

    /** By the definition: the mean product of distances from the means. */
    private static BigDecimal decimalCovariance(long[][] units, int i, int j, int scale) {
        BigDecimal meanI = decimalMean(units, i, scale);
        BigDecimal meanJ = decimalMean(units, j, scale);
        BigDecimal sum = BigDecimal.ZERO;
        for (long[] unit : units) {
            sum = sum.add(BigDecimal.valueOf(unit[i], scale)
                    .subtract(meanI)
                    .multiply(BigDecimal.valueOf(unit[j], scale).subtract(meanJ)));
        }
        return sum.divide(BigDecimal.valueOf(units.length - 1L), new MathContext(40));
    }
}
