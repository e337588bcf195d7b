package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeReadingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuuu-MM-dd HH:mm:ss.SSSSSSxxx | 2019-11-24 00:01:03.979311+00:00 | 2019-11-24T00:01:03.979311Z",
                "yyyy-MM-dd'T'HH:mmX           | 2025-10-01T08:30+02              | 2025-10-01T06:30:00Z",
                "dd.MM.yyyy HH:mm              | 01.07.2025 08:30                 | 2025-07-01T06:30:00Z",
                "dd.MM.yyyy                    | 01.12.2025                       | 2025-11-30T23:00:00Z",
                "d MMM uuuu HH:mm:ss           | 3 Nov 2025 01:02:03              | 2025-11-03T00:02:03Z",
                "MM/dd/yyyy hh:mm a            | 11/03/2025 01:30 PM              | 2025-11-03T12:30:00Z",
            })
    void aPatternIsRead(String pattern, String text, Instant expected) throws BadRowException {
        assertThat(TimeReading.of(pattern, BERLIN).read(text)).isEqualTo(expected);
    }

    @Test
    void isoTimesCarryTheirOffset() throws BadRowException {
        assertThat(TimeReading.iso(null).read("2025-10-01T08:30:00.5+02:00"))
                .isEqualTo(Instant.parse("2025-10-01T06:30:00.5Z"));
        assertThat(TimeReading.iso(BERLIN).read("2025-10-01T08:30:00"))
                .isEqualTo(Instant.parse("2025-10-01T06:30:00Z"));
        assertThat(TimeReading.iso(BERLIN).read("2025-10-01T08:30:00Z"))
                .isEqualTo(Instant.parse("2025-10-01T08:30:00Z"));
    }

    @Test
    void anIsoTimeWithoutOffsetIsRefusedWhereNoZoneIsGiven() {
        assertThatThrownBy(() -> TimeReading.iso(null).read("2025-10-01T08:30:00"))
                .hasMessage("a time without an offset; give the field a zone");
    }

    @Test
    void theThirtiethOfFebruaryIsNotTheTwentyEighth() {
        assertThatThrownBy(() -> TimeReading.of("yyyy-MM-dd", BERLIN).read("2025-02-30"))
                .hasMessage("not a time (expected yyyy-MM-dd)");
    }

    @Test
    void aTimeThatTheClocksSkipIsRefused() {
        assertThatThrownBy(() -> TimeReading.of("yyyy-MM-dd HH:mm", BERLIN).read("2025-03-30 02:30"))
                .hasMessage("a time that the clocks of Europe/Berlin skip");
    }

    @Test
    void ofATimeThatTheClocksShowTwiceTheFirstIsTaken() throws BadRowException {
        assertThat(TimeReading.of("yyyy-MM-dd HH:mm", BERLIN).read("2025-10-26 02:30"))
                .isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
    }

    @Test
    void timesBefore1970AreRefused() {
        assertThatThrownBy(() -> TimeReading.iso(null).read("1969-12-31T23:59:59Z"))
                .hasMessage("not within the years 1970 to 9999");
        assertThatThrownBy(() -> Reading.epochMillis().read("-1")).hasMessage("not within the years 1970 to 9999");
        assertThatThrownBy(() -> Reading.epochSeconds().read("999999999999"))
                .hasMessage("not within the years 1970 to 9999");
    }

    @Test
    void epochTimesAreReadToTheMillisecond() throws BadRowException {
        assertThat(Reading.epochMillis().read("1700000000123")).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(Reading.epochSeconds().read("1700000000.1239")).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThatThrownBy(() -> Reading.epochMillis().read("1.5"))
                .hasMessage("not a whole number of milliseconds since 1970");
        assertThatThrownBy(() -> Reading.epochSeconds().read("1e9")).hasMessage("not a number of seconds since 1970");
    }
}
