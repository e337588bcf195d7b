package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    @Test
    void every_decimal_of_up_to_fifteen_digits_fits_its_scale_and_comes_back() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            int scale = random.nextInt(10);
            long fixed = random.nextLong(-FixedPoint.LARGEST, FixedPoint.LARGEST) >> random.nextInt(50);
            double value = BigDecimal.valueOf(fixed, scale).doubleValue();
            assertThat(FixedPoint.fits(value, scale))
                    .as("%s at %s", value, scale)
                    .isTrue();
            assertThat(FixedPoint.of(value, scale)).isEqualTo(fixed);
        }
    }

    @Test
    void more_decimals_than_the_scale_do_not_fit() {
        assertThat(FixedPoint.fits(19.99, 2)).isTrue();
        assertThat(FixedPoint.fits(19.999, 2)).isFalse();
        assertThat(FixedPoint.fits(0.1 + 0.2, 2)).isFalse();
        assertThat(FixedPoint.fits(1e-9, 9)).isTrue();
        assertThat(FixedPoint.fits(1e-10, 9)).isFalse();
    }

    @Test
    void sixteen_digits_are_out_of_range() {
        assertThat(FixedPoint.isInRange(9_999_999_999_999.99, 2)).isTrue();
        assertThat(FixedPoint.isInRange(10_000_000_000_000.00, 2)).isFalse();
        assertThat(FixedPoint.isInRange(-10_000_000_000_000.00, 2)).isFalse();
        assertThat(FixedPoint.isInRange(Double.MAX_VALUE, 0)).isFalse();
    }
}
