package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as plans write them: ISO 8601 with days, hours, minutes and seconds, to the millisecond, up to a hundred years. */
public final class Durations {
    /** The longest that a plan may name. */
    public static final Duration MAX = Duration.ofDays(36_500);
    /** The shortest window, and the unit that windows are whole numbers of. */
    public static final Duration MIN_WINDOW = Duration.ofMillis(1);

    private static final Pattern FORMAT = Pattern.compile(
            "P(?=\\d|T\\d)(?:\\d{1,9}D)?(?:T(?=\\d)(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:\\.\\d{1,3})?S)?)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text as a plan writes it
     * @return empty if it is not of that form; the range is the caller's to check
     */
    public static Optional<Duration> parse(String text) {
        return FORMAT.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
    }

    /**
     * A duration as a plan would write it.
     *
     * @param duration in whole milliseconds
     * @return with days rather than hundreds of hours
     */
    public static String format(Duration duration) {
        boolean wholeDays = duration.equals(Duration.ofDays(duration.toDays()));
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }

    static void checkWindow(Duration window) {
        boolean inRange = window.compareTo(MIN_WINDOW) >= 0 && window.compareTo(MAX) <= 0;
        if (!inRange || !window.equals(Duration.ofMillis(window.toMillis()))) {
            throw new IllegalArgumentException(
                    "window must be in [PT0.001S, P36500D], in whole milliseconds: " + window);
        }
    }
}
