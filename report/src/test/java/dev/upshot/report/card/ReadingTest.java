package dev.upshot.report.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingTest {
    @Test
    void pointsOnlyWhereEveryIntervalLeavesZero() {
        assertThat(Readings.binary().reading().indication()).isEqualTo(Indication.BETTER);
        assertThat(Readings.binary().absolute(0.1, -0.01, 0.21).reading().indication())
                .isEqualTo(Indication.UNCLEAR);
        assertThat(Readings.binary().relative(0.1, -0.01, 0.21).reading().indication())
                .isEqualTo(Indication.UNCLEAR);
    }

    @Test
    void countsAnIntervalThatTouchesZeroAsIncludingIt() {
        assertThat(Readings.binary().absolute(0.1, 0, 0.2).reading().indication())
                .isEqualTo(Indication.UNCLEAR);
        assertThat(Readings.binary().absolute(-0.1, -0.2, -0.0).reading().indication())
                .isEqualTo(Indication.UNCLEAR);
    }

    @Test
    void turnsRoundWhereLessIsBetter() {
        assertThat(Readings.binary().better(Better.LOWER).reading().indication())
                .isEqualTo(Indication.WORSE);
        assertThat(Readings.duration().reading().indication()).isEqualTo(Indication.BETTER);
        assertThat(Readings.duration().better(Better.HIGHER).reading().indication())
                .isEqualTo(Indication.WORSE);
    }

    @Test
    void readsFromTheDifferenceAloneWhereTheBaselineIsZero() {
        assertThat(Readings.binary()
                        .withoutRelative("zero_baseline_mean")
                        .reading()
                        .indication())
                .isEqualTo(Indication.BETTER);
    }

    @Test
    void isNoReadingWithoutAnEstimate() {
        assertThat(Readings.binary().refused("too_few_units").reading().indication())
                .isEqualTo(Indication.NONE);
    }
}
