package dev.upshot.report.notation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Moments and spans as people read them, always in UTC. */
public final class When {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private When() {}

    /** A moment to the second, or words for one that is not known yet. */
    public static String of(Optional<Instant> moment) {
        return moment.map(SECONDS::format).orElse("a moment not known yet");
    }

    /** A span in the greatest unit that divides it: {@code 14 d}, {@code 36 h}, {@code 90 min}. */
    public static String span(Duration span) {
        if (span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() + " d";
        }
        if (span.equals(Duration.ofHours(span.toHours()))) {
            return span.toHours() + " h";
        }
        if (span.equals(Duration.ofMinutes(span.toMinutes()))) {
            return span.toMinutes() + " min";
        }
        return span.equals(Duration.ofSeconds(span.toSeconds())) ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }
}
