package dev.upshot.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WelchDifferenceTest {
    private static final double ALPHA = 0.05;
    private static final Moments EMPTY = Moments.zero(0);
    private static final Moments ONE_UNIT = Samples.of(0, 1);
    private static final Moments VARIED = Samples.of(0, 1, 2, 4);
    private static final Moments AROUND_ZERO = Samples.of(0, -1, 0, 1);

    /** growthbook 8f1db445, packages/stats/tests/frequentist/test_tests.py, test_two_sided_ttest: case gb_welch_relative. */
    @Test
    void agreesWithGrowthBookOnTheRelativeDifference() {
        Estimate relative = requireNonNull(growthBookCase().relative());
        assertThat(relative.value()).isCloseTo(0.70732, within(5.05e-6));
        assertThat(relative.standardError()).isCloseTo(0.37879, within(5.05e-6));
        assertThat(relative.lower()).isCloseTo(-0.03526, within(5.05e-6));
        assertThat(relative.upper()).isCloseTo(1.44989, within(5.05e-6));
    }

    /** Same file, test_two_sided_ttest_absolute: case gb_welch_absolute. */
    @Test
    void agreesWithGrowthBookOnTheAbsoluteDifference() {
        Estimate absolute = requireNonNull(growthBookCase().absolute());
        assertThat(absolute.value()).isCloseTo(0.29, within(5.1e-6));
        assertThat(absolute.standardError()).isCloseTo(0.12478, within(5.1e-6));
        assertThat(absolute.lower()).isCloseTo(0.04538, within(5.1e-6));
        assertThat(absolute.upper()).isCloseTo(0.53462, within(5.1e-6));
    }

    /** Quantiles as tables of Student's distribution print them: two equal arms of k units have 2 (k − 1) degrees of freedom. */
    @ParameterizedTest
    @CsvSource({"2, 0.05, 4.303", "6, 0.05, 2.228", "11, 0.05, 2.086", "6, 0.01, 3.169", "16, 0.1, 1.697"})
    void theCriticalValueIsStudentsQuantile(int unitsPerArm, double alpha, double expected) {
        long[] values = new long[unitsPerArm];
        values[0] = unitsPerArm;
        Moments arm = Samples.of(0, values);
        WelchDifference difference = WelchDifference.of(arm, arm, alpha);
        assertThat(difference.degreesOfFreedom().orElseThrow()).isCloseTo(2.0 * (unitsPerArm - 1), within(1e-12));
        assertThat(difference.criticalValue().orElseThrow()).isCloseTo(expected, within(5e-4));
    }

    @Test
    void theCriticalValueHasNineDecimals() {
        double critical = growthBookCase().criticalValue().orElseThrow();
        assertThat(new BigDecimal(Double.toString(critical)).scale()).isLessThanOrEqualTo(9);
    }

    /** The order of operations is what SQL on float8 repeats; this writes it once more, step by step. */
    @Test
    void everyBitFollowsTheDocumentedOrderOfOperations() {
        Random random = new Random(42);
        for (int round = 0; round < 1000; round++) {
            int scale = random.nextInt(5);
            Moments a =
                    Samples.of(scale, Samples.spread(random, 2 + random.nextInt(40), random.nextInt(9999) - 5000, 77));
            Moments b =
                    Samples.of(scale, Samples.spread(random, 2 + random.nextInt(40), random.nextInt(9999) - 5000, 99));
            WelchDifference difference = WelchDifference.of(a, b, ALPHA);
            if (difference.reason().isEmpty()) {
                checkBits(a, b, difference);
            }
        }
    }

    private static void checkBits(Moments a, Moments b, WelchDifference difference) {
        double p = Math.pow(10, a.scale());
        double meanA = a.sum().doubleValue() / a.n() / p;
        double meanB = b.sum().doubleValue() / b.n() / p;
        double varianceA = numerator(a) / ((double) a.n() * (double) (a.n() - 1)) / (p * p);
        double varianceB = numerator(b) / ((double) b.n() * (double) (b.n() - 1)) / (p * p);
        double ea = varianceA / a.n();
        double eb = varianceB / b.n();
        double se = Math.sqrt(ea + eb);
        double df = ((ea + eb) * (ea + eb)) / ((ea * ea) / (a.n() - 1) + (eb * eb) / (b.n() - 1));
        double crit = difference.criticalValue().orElseThrow();
        double absolute = meanB - meanA;
        double m = Math.abs(meanA);
        double rel = absolute / m;
        double relSe = Math.sqrt((eb / (m * m)) + ((ea * (meanB * meanB)) / ((m * m) * (m * m))));
        assertThat(difference.degreesOfFreedom()).hasValue(df);
        assertThat(difference.absolute())
                .isEqualTo(new Estimate(absolute, se, absolute - crit * se, absolute + crit * se));
        assertThat(difference.relative()).isEqualTo(new Estimate(rel, relSe, rel - crit * relSe, rel + crit * relSe));
    }

    private static double numerator(Moments m) {
        return BigInteger.valueOf(m.n())
                .multiply(m.sumSquares())
                .subtract(m.sum().pow(2))
                .doubleValue();
    }

    @Test
    void aLargeOffsetCancelsNothing() {
        Random random = new Random(11);
        long offset = 999_999_999_990_000L;
        long[] a = Samples.spread(random, 400, offset, 3);
        long[] b = Samples.spread(random, 300, offset + 1, 3);
        Estimate absolute = requireNonNull(
                WelchDifference.of(Samples.of(0, a), Samples.of(0, b), ALPHA).absolute());
        Estimate nearZero = requireNonNull(WelchDifference.of(shifted(a, offset), shifted(b, offset), ALPHA)
                .absolute());
        assertThat(absolute.standardError()).isEqualTo(nearZero.standardError());
        assertThat(absolute.value()).isCloseTo(nearZero.value(), within(2 * Math.ulp((double) offset)));
    }

    private static Moments shifted(long[] values, long offset) {
        return Samples.of(0, Arrays.stream(values).map(v -> v - offset).toArray());
    }

    @Test
    void agreesWithDecimalArithmetic() {
        MathContext digits = new MathContext(60);
        BigDecimal meanA = new BigDecimal("2.1125");
        BigDecimal meanB = new BigDecimal("2.95").divide(new BigDecimal(3), digits);
        BigDecimal errorA = squares(meanA, "1.00", "1.50", "1.75", "4.20").divide(new BigDecimal(3 * 4), digits);
        BigDecimal errorB = squares(meanB, "0.90", "1.10", "0.95").divide(new BigDecimal(2 * 3), digits);
        WelchDifference difference =
                WelchDifference.of(Samples.of(2, 100, 150, 175, 420), Samples.of(2, 90, 110, 95), ALPHA);
        Estimate absolute = requireNonNull(difference.absolute());
        Estimate relative = requireNonNull(difference.relative());
        BigDecimal delta = meanB.subtract(meanA);
        assertThat(absolute.value()).isCloseTo(delta.doubleValue(), within(1e-15));
        assertThat(absolute.standardError())
                .isCloseTo(errorA.add(errorB).sqrt(digits).doubleValue(), within(1e-15));
        assertThat(relative.value()).isCloseTo(delta.divide(meanA, digits).doubleValue(), within(1e-15));
        BigDecimal relativeVariance = errorB.divide(meanA.pow(2), digits)
                .add(errorA.multiply(meanB.pow(2)).divide(meanA.pow(4), digits));
        assertThat(relative.standardError())
                .isCloseTo(relativeVariance.sqrt(digits).doubleValue(), within(1e-15));
    }

    private static BigDecimal squares(BigDecimal mean, String... values) {
        return Arrays.stream(values)
                .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void anEmptyBaselineIsSaidFirst() {
        assertNeither(WelchDifference.of(EMPTY, EMPTY, ALPHA), Reason.BASELINE_EMPTY);
        assertNeither(WelchDifference.of(EMPTY, VARIED, ALPHA), Reason.BASELINE_EMPTY);
    }

    @Test
    void anEmptyCandidateIsSaidBeforeTooFewUnits() {
        assertNeither(WelchDifference.of(VARIED, EMPTY, ALPHA), Reason.CANDIDATE_EMPTY);
        assertNeither(WelchDifference.of(ONE_UNIT, EMPTY, ALPHA), Reason.CANDIDATE_EMPTY);
    }

    @Test
    void oneUnitInEitherArmIsTooFew() {
        assertNeither(WelchDifference.of(ONE_UNIT, VARIED, ALPHA), Reason.TOO_FEW_UNITS);
        assertNeither(WelchDifference.of(VARIED, ONE_UNIT, ALPHA), Reason.TOO_FEW_UNITS);
    }

    @Test
    void equalValuesInBothArmsHaveNoStandardError() {
        assertNeither(WelchDifference.of(Samples.of(0, 5, 5), Samples.of(0, 6, 6), ALPHA), Reason.ZERO_VARIANCE);
        assertNeither(WelchDifference.of(Samples.of(0, 0, 0), Samples.of(0, 0, 0), ALPHA), Reason.ZERO_VARIANCE);
    }

    @Test
    void equalValuesInOneArmAreNoObstacle() {
        WelchDifference difference = WelchDifference.of(Samples.of(0, 5, 5, 5), VARIED, ALPHA);
        assertThat(difference.reason()).isEmpty();
        assertThat(difference.degreesOfFreedom().orElseThrow()).isCloseTo(2, within(1e-12));
        assertThat(WelchDifference.of(VARIED, Samples.of(0, 5, 5, 5), ALPHA).reason())
                .isEmpty();
    }

    @Test
    void aZeroBaselineMeanLeavesOnlyTheAbsoluteDifference() {
        WelchDifference difference = WelchDifference.of(AROUND_ZERO, VARIED, ALPHA);
        assertThat(difference.reason()).contains(Reason.ZERO_BASELINE_MEAN);
        assertThat(difference.relative()).isNull();
        assertThat(requireNonNull(difference.absolute()).value()).isEqualTo(7.0 / 3);
        assertThat(difference.degreesOfFreedom()).isPresent();
        assertThat(difference.criticalValue()).isPresent();
    }

    @Test
    void aZeroCandidateMeanIsALossOfEverything() {
        assertThat(requireNonNull(WelchDifference.of(VARIED, AROUND_ZERO, ALPHA).relative())
                        .value())
                .isEqualTo(-1);
    }

    @Test
    void onANegativeBaselineTheSignFollowsTheAbsoluteDifference() {
        Moments loss = Samples.of(0, -12, -10, -8);
        Moments smallerLoss = Samples.of(0, -6, -5, -4);
        Estimate up =
                requireNonNull(WelchDifference.of(loss, smallerLoss, ALPHA).relative());
        assertThat(up.value()).isEqualTo(0.5);
        assertThat(up.lower()).isLessThan(0.5);
        assertThat(up.upper()).isGreaterThan(0.5);
        assertThat(requireNonNull(WelchDifference.of(smallerLoss, loss, ALPHA).relative())
                        .value())
                .isEqualTo(-1);
    }

    @Test
    void turningTheSignOfAllValuesTurnsTheInterval() {
        Estimate plus = requireNonNull(
                WelchDifference.of(VARIED, Samples.of(0, 3, 5, 9), ALPHA).relative());
        Estimate minus = requireNonNull(WelchDifference.of(Samples.of(0, -1, -2, -4), Samples.of(0, -3, -5, -9), ALPHA)
                .relative());
        assertThat(minus).isEqualTo(new Estimate(-plus.value(), plus.standardError(), -plus.upper(), -plus.lower()));
    }

    @Test
    void sumsBeyondTheRangeOfLongAreCompared() {
        long million = 1_000_000;
        BigInteger big = BigInteger.valueOf(999_999_999_999_999L);
        BigInteger half = BigInteger.valueOf(million);
        Moments a = new Moments(2 * million, big.multiply(half), big.pow(2).multiply(half), 9);
        Moments b = new Moments(
                2 * million,
                big.multiply(half).shiftLeft(1),
                big.pow(2).multiply(half).shiftLeft(1),
                9);
        Estimate relative = requireNonNull(WelchDifference.of(a, b, ALPHA).relative());
        assertThat(relative.value()).isEqualTo(1);
        assertThat(relative.standardError()).isCloseTo(2 / Math.sqrt(2e6), within(1e-6));
    }

    @Test
    void asTheArmsGrowTheCriticalValueBecomesThatOfTheNormalDistribution() {
        long n = 1L << 60;
        BigInteger ones = BigInteger.ONE.shiftLeft(59);
        Moments arm = new Moments(n, ones, ones, 0);
        assertThat(WelchDifference.of(arm, arm, ALPHA).criticalValue()).hasValue(1.959963985);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.05, 5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnErrorRateThatIsNone(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(VARIED, VARIED, alpha))
                .withMessage("alpha must be in (0, 1): " + alpha);
    }

    @Test
    void refusesAnErrorRateWhoseQuantileIsInfinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(VARIED, VARIED, 1e-17))
                .withMessage("alpha must be large enough that 1 - alpha/2 is below 1: 1.0E-17");
    }

    @Test
    void refusesToMixScales() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(Moments.zero(2), Moments.zero(3), ALPHA))
                .withMessage("candidate must have scale 2: 3");
    }

    @Test
    void refusesMomentsThatNoSampleHas() {
        Moments increment = EMPTY.minus(ONE_UNIT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(VARIED, increment, ALPHA))
                .withMessage("candidate must have n >= 0: -1");
        Moments impossible = new Moments(2, BigInteger.TEN, BigInteger.ONE, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(impossible, VARIED, ALPHA))
                .withMessageStartingWith("baseline must be the moments of a sample: Moments[n=2, sum=10");
        Moments rest = new Moments(0, BigInteger.ONE, BigInteger.ONE, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelchDifference.of(rest, VARIED, ALPHA))
                .withMessageStartingWith("baseline must be the moments of a sample");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void reasonsHaveLowerCaseCodes(Reason reason) {
        assertThat(reason.code()).matches("[a-z_]+").isEqualToIgnoringCase(reason.name());
    }

    private static WelchDifference growthBookCase() {
        return WelchDifference.of(
                Samples.published(3407, "1396.87", "52377.9767", 4),
                Samples.published(3461, "2422.7", "134698.29", 4),
                ALPHA);
    }

    private static void assertNeither(WelchDifference difference, Reason reason) {
        assertThat(difference.reason()).contains(reason);
        assertThat(difference.absolute()).isNull();
        assertThat(difference.relative()).isNull();
        assertThat(difference.degreesOfFreedom()).isEmpty();
        assertThat(difference.criticalValue()).isEmpty();
    }
}
