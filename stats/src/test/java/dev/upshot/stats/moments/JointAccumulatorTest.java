package dev.upshot.stats.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointAccumulatorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void sumsAreThoseOfUnboundedIntegersOverTheWholeRangeOfLong(int variables) {
        long seed = 11 + variables;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int n = random.nextInt(10);
            long[][] units = new long[n][variables];
            for (long[] unit : units) {
                for (int i = 0; i < variables; i++) {
                    unit[i] = random.nextLong() >> random.nextInt(64);
                }
            }
            // Two products of the largest values leave 128 bits: halve what is summed.
            for (long[] unit : units) {
                for (int i = 0; i < variables; i++) {
                    unit[i] >>= 3;
                }
            }
            JointAccumulator accumulator = JointAccumulator.create(Collections.nCopies(variables, 0));
            for (long[] unit : units) {
                add(accumulator, unit);
            }
            assertThat(accumulator.moments()).as("seed %d", seed).isEqualTo(unbounded(units, variables));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void takingAwayUndoesAddingInAnyOrder(int variables) {
        Random random = new Random(variables);
        for (int round = 0; round < 50; round++) {
            long[][] kept = Units.random(random, random.nextInt(20), variables, -(1L << 45), 1 << 29);
            long[][] gone = Units.random(random, random.nextInt(20), variables, 1L << 48, 1 << 29);
            JointAccumulator accumulator = JointAccumulator.create(Collections.nCopies(variables, 2));
            for (long[] unit : gone) {
                remove(accumulator, unit);
            }
            for (long[] unit : Units.shuffled(kept, random)) {
                add(accumulator, unit);
            }
            for (long[] unit : Units.shuffled(gone, random)) {
                add(accumulator, unit);
            }
            JointAccumulator straight = JointAccumulator.create(Collections.nCopies(variables, 2));
            for (long[] unit : kept) {
                straight.add(unit);
            }
            assertThat(accumulator.moments()).isEqualTo(straight.moments());
        }
    }

    @Test
    void mergedPartsAreTheWhole() {
        Random random = new Random(5);
        long[][] units = Units.random(random, 100, 3, 0, 1_000_000);
        JointAccumulator parts = JointAccumulator.create(List.of(0, 0, 0));
        for (int part = 0; part < 10; part++) {
            long[][] rows = new long[10][];
            System.arraycopy(units, part * 10, rows, 0, 10);
            parts.merge(Units.moments(0, rows));
        }
        assertThat(parts.moments()).isEqualTo(Units.moments(0, units));
    }

    @Test
    void goesOnFromGivenMoments() {
        JointAccumulator accumulator = JointAccumulator.from(Units.moments(0, new long[][] {{-3}, {4}}));
        accumulator.add(5);
        assertThat(accumulator.moments()).isEqualTo(Units.moments(0, new long[][] {{-3}, {4}, {5}}));
    }

    @Test
    void refusesUnitsOfOtherVariables() {
        JointAccumulator one = JointAccumulator.create(List.of(0));
        JointAccumulator two = JointAccumulator.create(List.of(0, 0));
        assertThatIllegalStateException().isThrownBy(() -> one.add(1, 2)).withMessage("a unit has 1 variables: 2");
        assertThatIllegalStateException().isThrownBy(() -> one.remove(1, 2));
        assertThatIllegalStateException().isThrownBy(() -> two.add(1));
        assertThatIllegalStateException().isThrownBy(() -> two.remove(1));
        assertThatIllegalStateException().isThrownBy(() -> two.add(1, 2, 3, 4));
        assertThatIllegalStateException().isThrownBy(() -> two.add(new long[] {1, 2, 3}));
        assertThatIllegalStateException().isThrownBy(() -> two.remove(new long[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> two.merge(JointMoments.zero(List.of(0))));
        assertThat(two.moments()).isEqualTo(JointMoments.zero(List.of(0, 0)));
    }

    @Test
    void tellsOfASumThatLeaves128Bits() {
        JointAccumulator high = JointAccumulator.create(List.of(0));
        high.add(Long.MIN_VALUE);
        assertThatThrownBy(() -> high.add(Long.MIN_VALUE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("a sum must fit 128 bits");
        JointAccumulator low = JointAccumulator.create(List.of(0));
        low.remove(Long.MIN_VALUE);
        low.remove(Long.MAX_VALUE);
        assertThatThrownBy(() -> low.remove(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
        BigInteger largest = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        JointAccumulator full =
                JointAccumulator.from(new JointMoments(1, List.of(BigInteger.ZERO), List.of(largest), List.of(0)));
        full.add(0);
        assertThatThrownBy(() -> full.add(1)).isInstanceOf(ArithmeticException.class);
    }

    private static void add(JointAccumulator accumulator, long[] unit) {
        switch (unit.length) {
            case 1 -> accumulator.add(unit[0]);
            case 2 -> accumulator.add(unit[0], unit[1]);
            case 4 -> accumulator.add(unit[0], unit[1], unit[2], unit[3]);
            default -> accumulator.add(unit);
        }
    }

    private static void remove(JointAccumulator accumulator, long[] unit) {
        switch (unit.length) {
            case 1 -> accumulator.remove(unit[0]);
            case 2 -> accumulator.remove(unit[0], unit[1]);
            default -> accumulator.remove(unit);
        }
    }

    private static JointMoments unbounded(long[][] units, int variables) {
        List<BigInteger> sums = new ArrayList<>();
        List<BigInteger> products = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            BigInteger sum = BigInteger.ZERO;
            for (long[] unit : units) {
                sum = sum.add(BigInteger.valueOf(unit[i]));
            }
            sums.add(sum);
            for (int j = i; j < variables; j++) {
                BigInteger product = BigInteger.ZERO;
                for (long[] unit : units) {
                    product = product.add(BigInteger.valueOf(unit[i]).multiply(BigInteger.valueOf(unit[j])));
                }
                products.add(product);
            }
        }
        return new JointMoments(units.length, sums, products, Collections.nCopies(variables, 0));
    }
}
