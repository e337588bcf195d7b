package dev.upshot.app.importing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time by a pattern of {@link DateTimeFormatter}, strictly: the 30th of February is refused and not
 * taken for the 28th. Times without an offset are read in the given zone; one that its clocks skip is refused, of one
 * that they show twice the first is taken. A date alone means its first moment.
 */
final class TimeReading implements Reading<Instant> {

    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    static final String OUT_OF_RANGE = "not within the years 1970 to 9999";

    private final DateTimeFormatter formatter;
    private final String expected;
    private final @Nullable ZoneId zone;

    private TimeReading(DateTimeFormatter formatter, String expected, @Nullable ZoneId zone) {
        this.formatter = formatter.withResolverStyle(ResolverStyle.STRICT);
        this.expected = expected;
        this.zone = zone;
    }

    /** ISO-8601 such as {@code 2025-10-01T08:30:00Z}; without an offset only where a zone is given. */
    static TimeReading iso(@Nullable ZoneId zone) {
        return new TimeReading(
                DateTimeFormatter.ISO_DATE_TIME,
                zone == null ? "2025-10-01T08:30:00Z" : "2025-10-01T08:30:00 (with or without an offset)",
                zone);
    }

    /**
     * @throws IllegalArgumentException if it is not a pattern, has no date, or has neither an offset nor a zone to be
     *     read in
     */
    static TimeReading of(String pattern, @Nullable ZoneId zone) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH);
        TimeReading reading = new TimeReading(formatter, pattern, zone);
        String sample = formatter.format(ZonedDateTime.of(2025, 11, 27, 13, 45, 30, 0, ZoneOffset.UTC));
        try {
            reading.read(sample);
        } catch (BadRowException e) {
            throw new IllegalArgumentException("cannot tell a point in time: " + e.reason(), e);
        }
        return reading;
    }

    /** The reading moved by a constant. */
    static Reading<Instant> shifted(Reading<Instant> reading, Duration by) {
        return text -> checked(reading.read(text).plus(by));
    }

    @Override
    public Instant read(String text) throws BadRowException {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(text);
        } catch (DateTimeException e) {
            throw new BadRowException("not a time (expected " + expected + ")");
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return checked(Instant.from(parsed));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null) {
            throw new BadRowException("a time without a date");
        }
        LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return checked(local.toInstant(offset != null ? offset : offsetInZone(local)));
    }

    private ZoneOffset offsetInZone(LocalDateTime local) throws BadRowException {
        if (zone == null) {
            throw new BadRowException("a time without an offset; give the field a zone");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new BadRowException("a time that the clocks of " + zone + " skip");
        }
        return offsets.get(0);
    }

    private static Instant checked(Instant time) throws BadRowException {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new BadRowException(OUT_OF_RANGE);
        }
        return time;
    }
}
