package dev.upshot.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.stats.Estimate;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void holdsZeroAndEveryInterval() {
        Axis axis = Axis.around(List.of(change(0.148, 0.139, 0.157), change(-0.4, -0.406, -0.394)));

        assertThat(axis.lower()).isLessThan(-0.406);
        assertThat(axis.upper()).isGreaterThan(0.157);
        assertThat(axis.ticks()).anyMatch(tick -> tick.signum() == 0).hasSizeBetween(3, 7);
        assertThat(axis.places()).isZero();
    }

    @Test
    void isNotSquashedByOneIntervalFarWiderThanTheOthers() {
        Axis axis = Axis.around(List.of(change(0.02, 0.01, 0.03), change(0.03, 0.01, 0.05), change(0.05, -90, 90)));

        assertThat(axis.upper()).isLessThan(1);
        assertThat(axis.lower()).isGreaterThan(-1);
    }

    @Test
    void showsTicksOfTinyChangesWithTheirPlaces() {
        Axis axis = Axis.around(List.of(change(0.0001, 0.00005, 0.00015)));

        assertThat(axis.ticks()).hasSizeGreaterThan(2).contains(new BigDecimal("0"));
        assertThat(axis.places()).isEqualTo(3);
    }

    @Test
    void standsWhereNothingChangedAtAll() {
        assertThat(Axis.around(List.of(change(0, 0, 0))).ticks()).isNotEmpty();
    }

    private static Estimate change(double value, double lower, double upper) {
        return new Estimate(value, (upper - lower) / 4, lower, upper);
    }
}
