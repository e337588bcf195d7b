package dev.upshot.app.importing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns the text of a field into its value. */
@FunctionalInterface
interface Reading<T> {

    /** @throws BadRowException saying what was expected, without repeating what was found */
    T read(String text) throws BadRowException;

    /** Ids in the events are at most this long. */
    int LONGEST_ID = 128;

    Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    /** As it stands. */
    static Reading<String> text() {
        return text -> text;
    }

    /** 1 to 128 characters. */
    static Reading<String> id() {
        return text -> {
            if (text.length() > LONGEST_ID) {
                throw new BadRowException("longer than " + LONGEST_ID + " characters");
            }
            return text;
        };
    }

    /** A decimal number with a point, without grouping, blanks, suffixes or words. */
    static Reading<Double> number() {
        return text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw new BadRowException("not a number (expected for example -12.50)");
            }
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new BadRowException("a number beyond the range of a double");
            }
            return value;
        };
    }

    /** One of an enum's symbols, in capitals. */
    static <E extends Enum<E>> Reading<E> symbol(Class<E> type) {
        return text -> {
            for (E symbol : type.getEnumConstants()) {
                if (symbol.name().equals(text)) {
                    return symbol;
                }
            }
            throw new BadRowException("not one of " + Arrays.toString(type.getEnumConstants()));
        };
    }

    /** A duration in ISO-8601, for example {@code PT1H30M} or {@code P2D}; may be negative. */
    static Reading<Duration> duration() {
        return text -> {
            try {
                return Duration.parse(text);
            } catch (java.time.format.DateTimeParseException e) {
                throw new BadRowException("not an ISO-8601 duration (expected for example PT1H or P2D)");
            }
        };
    }

    /** Milliseconds since 1970, a whole number. */
    static Reading<Instant> epochMillis() {
        return text -> inRange(decimal(text, "a whole number of milliseconds since 1970"), 0);
    }

    /** Seconds since 1970, with a fraction or without. */
    static Reading<Instant> epochSeconds() {
        return text -> inRange(decimal(text, "a number of seconds since 1970"), 3);
    }

    private static BigDecimal decimal(String text, String expected) throws BadRowException {
        // Forty digits are more than any time has; without the bound 1e999999999 would fill the memory.
        if (text.length() > 40
                || !NUMBER.matcher(text).matches()
                || text.toLowerCase(Locale.ROOT).contains("e")) {
            throw new BadRowException("not " + expected);
        }
        return new BigDecimal(text);
    }

    private static Instant inRange(BigDecimal value, int shift) throws BadRowException {
        BigDecimal millis = value.movePointRight(shift);
        if (shift == 0 && millis.stripTrailingZeros().scale() > 0) {
            throw new BadRowException("not a whole number of milliseconds since 1970");
        }
        if (millis.signum() < 0 || millis.compareTo(BigDecimal.valueOf(TimeReading.LATEST.toEpochMilli())) > 0) {
            throw new BadRowException(TimeReading.OUT_OF_RANGE);
        }
        return Instant.ofEpochMilli(millis.longValue());
    }
}
