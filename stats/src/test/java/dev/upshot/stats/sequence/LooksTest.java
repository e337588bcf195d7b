package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
    private static final Spending OBRIEN_FLEMING = new Spending.OBrienFleming();

    /** The bounds that gsDesign and others print for Lan and DeMets' O'Brien–Fleming spending at five equal looks. */
    @Test
    void fiveLooksHaveThePublishedBounds() {
        assertMultipliers(
                clock(0.05, Alternative.TWO_SIDED, 100, OBRIEN_FLEMING),
                new long[] {20, 40, 60, 80, 100},
                4.876885,
                3.357012,
                2.680280,
                2.289817,
                2.031032);
    }

    /** Computed independently with SciPy: the same recursion by Simpson's rule on 4001 equidistant points. */
    @Test
    void agreesWithAFinerIntegration() {
        assertMultipliers(
                clock(0.05, Alternative.TWO_SIDED, 100, new Spending.Power(1)),
                new long[] {25, 50, 75, 100},
                2.497705,
                2.407163,
                2.320845,
                2.244814);
        assertMultipliers(
                clock(0.05, Alternative.TWO_SIDED, 100, new Spending.Power(2)),
                new long[] {10, 35, 40, 95, 100},
                3.480756,
                2.763576,
                2.812502,
                2.050418,
                2.127560);
        assertMultipliers(
                clock(0.05, Alternative.GREATER, 100, new Spending.Power(3)),
                new long[] {20, 40, 60, 80, 100},
                3.352795,
                2.752560,
                2.350293,
                2.018939,
                1.722390);
    }

    /** The same by SciPy for a look at each eighty-fourth of the plan: the quadrature must follow the narrow steps. */
    @Test
    void manyLooksKeepTheirPrecision() {
        Looks looks = clock(0.05, Alternative.TWO_SIDED, 84, OBRIEN_FLEMING).start();
        for (int n = 1; n <= 84; n++) {
            looks = looks.next(n);
        }
        assertThat(looks.multiplier()).isCloseTo(2.180553, within(1e-6));
        assertThat(looks.spentAlpha()).isCloseTo(0.05, within(1e-9));
        assertThat(looks.finished()).isTrue();
    }

    private static void assertMultipliers(GroupSequential clock, long[] units, double... expected) {
        Looks looks = clock.start();
        for (int i = 0; i < units.length; i++) {
            looks = looks.next(units[i]);
            assertThat(looks.multiplier()).as("look %d", i + 1).isCloseTo(expected[i], within(2e-6));
        }
    }

    @Test
    void aLastLookWithoutNewUnitsTakesThePlaceOfTheOneBefore() {
        GroupSequential clock = clock(0.05, Alternative.TWO_SIDED, 500, OBRIEN_FLEMING);
        Looks again = clock.after(100, 200).last(200);
        assertThat(again.multiplier()).isEqualTo(clock.after(100).last(200).multiplier());
        assertThat(again.multiplier()).isLessThan(clock.after(100, 200).multiplier());
        assertThat(again.finished()).isTrue();
        assertThat(clock.start().next(200).last(200).multiplier())
                .isEqualTo(clock.start().last(200).multiplier());
    }

    @Test
    void oneLookAtTheEndIsAFixedSample() {
        Looks looks = clock(0.05, Alternative.TWO_SIDED, 500, OBRIEN_FLEMING).after(500);
        assertThat(looks.multiplier())
                .isCloseTo(new FixedSample(0.05, Alternative.TWO_SIDED, 500).multiplier(), within(1e-8));
        assertThat(looks.nominalAlpha()).isCloseTo(0.05, within(1e-8));
    }

    @Test
    void bothOneSidedClocksHaveTheSameMultiplier() {
        assertThat(clock(0.025, Alternative.LESS, 90, OBRIEN_FLEMING)
                        .after(30, 60)
                        .multiplier())
                .isEqualTo(clock(0.025, Alternative.GREATER, 90, OBRIEN_FLEMING)
                        .after(30, 60)
                        .multiplier());
    }

    @Test
    void whatIsSpentFollowsTheSpendingFunction() {
        Looks looks =
                clock(0.05, Alternative.TWO_SIDED, 200, new Spending.Power(2)).after(50, 100);
        assertThat(looks.spentAlpha()).isCloseTo(0.05 * 0.25, within(1e-9));
        assertThat(looks.finished()).isFalse();
        assertThat(looks.units()).isEqualTo(100);
    }

    @Test
    void aLookTooEarlyToSpendAnythingClaimsNothingAndCostsNothing() {
        GroupSequential clock = clock(0.05, Alternative.TWO_SIDED, 1_000_000, OBRIEN_FLEMING);
        Looks early = clock.after(10);
        assertThat(early.multiplier()).isInfinite();
        assertThat(early.nominalAlpha()).isZero();
        assertThat(early.spentAlpha()).isZero();
        assertThat(early.next(500_000).multiplier())
                .isCloseTo(clock.after(500_000).multiplier(), within(1e-6));
    }

    @Test
    void aLookBeyondThePlanSpendsTheRestOnTheTrueCorrelations() {
        GroupSequential clock = clock(0.05, Alternative.TWO_SIDED, 100, OBRIEN_FLEMING);
        Looks beyond = clock.after(50, 130);
        assertThat(beyond.spentAlpha()).isCloseTo(0.05, within(1e-9));
        assertThat(beyond.finished()).isTrue();
        assertThat(beyond.multiplier()).isNotEqualTo(clock.after(50, 100).multiplier());
        assertThat(beyond.next(140).multiplier()).isInfinite();
    }

    @Test
    void theLastLookMayComeBeforeThePlan() {
        Looks stopped = clock(0.05, Alternative.TWO_SIDED, 100, OBRIEN_FLEMING)
                .after(30)
                .last(70);
        assertThat(stopped.spentAlpha()).isCloseTo(0.05, within(1e-9));
        assertThat(stopped.multiplier()).isLessThan(2.0);
    }

    @Test
    void beforeTheFirstLookNothingCanBeClaimed() {
        Looks none = clock(0.05, Alternative.TWO_SIDED, 100, OBRIEN_FLEMING).start();
        assertThat(none.multiplier()).isInfinite();
        assertThat(none.units()).isZero();
        assertThat(none.spentAlpha()).isZero();
        assertThat(none.clock().plannedUnits()).isEqualTo(100);
    }

    @Test
    void withoutADifferenceOneInTwentyRunsCrosses() {
        long seed = 20261124;
        Random random = new Random(seed);
        long[] units = {10, 25, 40, 70, 100};
        double[] bounds = new double[units.length];
        Looks looks =
                clock(0.05, Alternative.TWO_SIDED, 100, new Spending.Power(2)).start();
        for (int i = 0; i < units.length; i++) {
            looks = looks.next(units[i]);
            bounds[i] = looks.multiplier();
        }
        int runs = 40_000;
        int crossed = 0;
        for (int run = 0; run < runs; run++) {
            double sum = 0;
            long before = 0;
            for (int i = 0; i < units.length; i++) {
                sum += random.nextGaussian() * Math.sqrt(units[i] - before);
                before = units[i];
                if (Math.abs(sum) / Math.sqrt(units[i]) >= bounds[i]) {
                    crossed++;
                    break;
                }
            }
        }
        assertThat((double) crossed / runs).as("seed %d", seed).isCloseTo(0.05, within(0.004));
    }

    @Test
    void powerAgreesWithPublishedInflation() {
        GroupSequential clock = clock(0.05, Alternative.TWO_SIDED, 1000, OBRIEN_FLEMING);
        assertThat(CrossingProbability.of(clock, 0, 200, 400, 600, 800, 1000)).isCloseTo(0.05, within(1e-7));
        assertThat(CrossingProbability.of(clock, 2.8015852, 1000)).isCloseTo(0.8, within(1e-6));
        // Five looks cost 2.6 % of the units at 80 % power.
        double inflated = 2.8015852 * Math.sqrt(1.026);
        assertThat(CrossingProbability.of(clock, inflated, 200, 400, 600, 800, 1000))
                .isCloseTo(0.8, within(2e-3));
    }

    @Test
    void onOneSideAnEffectTheOtherWayIsNotSeen() {
        GroupSequential greater = clock(0.05, Alternative.GREATER, 100, OBRIEN_FLEMING);
        GroupSequential less = clock(0.05, Alternative.LESS, 100, OBRIEN_FLEMING);
        assertThat(CrossingProbability.of(greater, 3, 50, 100)).isGreaterThan(0.9);
        assertThat(CrossingProbability.of(greater, -3, 50, 100)).isLessThan(1e-4);
        assertThat(CrossingProbability.of(less, -3, 50, 100)).isEqualTo(CrossingProbability.of(greater, 3, 50, 100));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 50, 49, (1L << 53) + 1})
    void refusesUnitsThatDoNotRise(long units) {
        Looks looks = clock(0.05, Alternative.TWO_SIDED, 100, OBRIEN_FLEMING).after(50);
        assertThatIllegalArgumentException().isThrownBy(() -> looks.next(units)).withMessageStartingWith("units must");
    }

    @Test
    void refusesSpendingThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spending.Power(0))
                .withMessageStartingWith("exponent must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OBRIEN_FLEMING.spent(1.5, 0.05))
                .withMessageStartingWith("fraction must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spending.Power(1).spent(0.5, 0))
                .withMessageStartingWith("alpha must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossingProbability.of(clock(0.05, Alternative.GREATER, 9, OBRIEN_FLEMING), 1))
                .withMessageStartingWith("units must");
    }

    @Test
    void spendingStartsAtZeroAndEndsAtAll() {
        for (Spending spending : new Spending[] {OBRIEN_FLEMING, new Spending.Power(1.5)}) {
            assertThat(spending.spent(0, 0.05)).isZero();
            assertThat(spending.spent(1, 0.05)).isCloseTo(0.05, within(1e-12));
            assertThat(spending.spent(0.5, 0.05)).isBetween(0.0, 0.05);
        }
    }

    private static GroupSequential clock(double alpha, Alternative alternative, long planned, Spending spending) {
        return new GroupSequential(alpha, alternative, planned, spending);
    }
}
