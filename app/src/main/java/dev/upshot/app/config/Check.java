package dev.upshot.app.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value must look like. */
enum Check {
    ANY("a text that is not empty", ".+"),
    HOSTS("host:port, several separated by commas", "[^,\\s]+:\\d{1,5}(\\s*,\\s*[^,\\s]+:\\d{1,5})*"),
    HTTP("an address such as http://host:port", "https?://[^\\s]+"),
    JDBC("an address such as jdbc:postgresql://host:port/name", "jdbc:postgresql:.+"),
    TOPIC("letters, digits, dots, dashes and underscores, at most 200", "[a-zA-Z0-9._-]{1,200}"),
    COUNT("a whole number from 1 to 10000", "[1-9]\\d{0,3}|10000"),
    DURATION("a duration such as PT10S or PT1M, from PT0.1S to P1D", "") {
        @Override
        boolean holds(String value) {
            try {
                Duration duration = Duration.parse(value);
                return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    },
    PACE("a duration such as PT10S or PT1M, from PT0.1S to P1D, or off", "") {
        @Override
        boolean holds(String value) {
            return value.equals(OFF) || DURATION.holds(value);
        }
    },
    PAGE("host:port or off", "off|[^,\\s]+:\\d{1,5}"),
    DESTINATION("file or stderr", "file|stderr"),
    FORMAT("text or json", "text|json"),
    LISTEN("a port, or host:port", "(?:[^\\s/]+:)?(?:0|[1-9]\\d{0,4})"),
    LEVEL("error, warn, info, debug or trace", "") {
        @Override
        boolean holds(String value) {
            return LEVELS.contains(value.toLowerCase(Locale.ROOT));
        }
    };

    /** Instead of a pace: not at all. */
    static final String OFF = "off";

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");

    private final String allowed;
    private final Pattern pattern;

    Check(String allowed, String pattern) {
        this.allowed = allowed;
        this.pattern = Pattern.compile(pattern);
    }

    boolean holds(String value) {
        return pattern.matcher(value).matches();
    }

    Optional<String> complaint(String value) {
        return holds(value) ? Optional.empty() : Optional.of("must be " + allowed);
    }
}
