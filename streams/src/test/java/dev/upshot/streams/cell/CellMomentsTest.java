package dev.upshot.streams.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CellMomentsTest {

    @Test
    void sums_are_exact_beyond_sixty_four_bits_and_negative() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] total = CellMoments.zero(2);
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            BigInteger s =
                    new BigInteger(100, new java.util.Random(random.nextLong())).subtract(BigInteger.ONE.shiftLeft(99));
            BigInteger q = s.abs().add(BigInteger.TEN);
            CellMoments.merge(total, moments(s, q));
            sum = sum.add(s);
            squares = squares.add(q);
        }
        assertThat(CellMoments.sum(total, 1)).isEqualTo(sum);
        assertThat(CellMoments.sumSquares(total, 1)).isEqualTo(squares);
        assertThat(CellMoments.n(total, 1)).isEqualTo(10_000 * 3L);
        assertThat(CellMoments.sum(total, 0)).isEqualTo(BigInteger.ZERO);
    }

    @Test
    void what_was_added_can_be_taken_away_again_to_the_last_bit() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 10_000; i++) {
            byte[] a = moments(big(random), big(random).abs());
            byte[] b = moments(big(random), big(random).abs());
            byte[] sum = a.clone();
            CellMoments.merge(sum, b);
            assertThat(CellMoments.difference(sum, b)).isEqualTo(a);
            assertThat(CellMoments.difference(a, a)).isEqualTo(CellMoments.zero(2));
        }
    }

    private static BigInteger big(SplittableRandom random) {
        return BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(random.nextLong() >> 3));
    }

    private static byte[] moments(BigInteger sum, BigInteger squares) {
        return CellMoments.of(3, 1, 1, new long[] {0, 3}, new BigInteger[] {BigInteger.ZERO, sum}, new BigInteger[] {
            BigInteger.ZERO, squares
        });
    }
}
