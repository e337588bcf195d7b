package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of clocks: {@code kind(name=value,…)}, values as Java prints them, so that reading gives the same bits. */
final class ClockCode {
    static final String FIXED_SAMPLE = "fixed_sample";
    static final String CONFIDENCE_SEQUENCE = "confidence_sequence";
    static final String GROUP_SEQUENTIAL = "group_sequential";
    static final String DELAYED_OUTCOME = "delayed_outcome";

    private static final Pattern FORM = Pattern.compile("([a-z_]+)\\(([^()]*)\\)");

    private final String code;
    private final Map<String, String> values;

    private ClockCode(String code, Map<String, String> values) {
        this.code = code;
        this.values = values;
    }

    /** How the sides are written: {@code two}, {@code greater}, {@code less}. */
    static String sides(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> "two";
            case GREATER -> "greater";
            case LESS -> "less";
        };
    }

    static Clock parse(String code) {
        Matcher matcher = FORM.matcher(code);
        if (!matcher.matches()) {
            throw unreadable(code);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : matcher.group(2).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw unreadable(code);
            }
        }
        ClockCode parsed = new ClockCode(code, values);
        Clock clock = parsed.clock(matcher.group(1));
        if (!values.isEmpty()) {
            throw unreadable(code);
        }
        return clock;
    }

    private Clock clock(String kind) {
        double alpha = number("alpha");
        return switch (kind) {
            case FIXED_SAMPLE -> new FixedSample(alpha, alternative(), count("planned_units"));
            case CONFIDENCE_SEQUENCE -> new ConfidenceSequence(alpha, alternative(), count("planned_units"));
            case GROUP_SEQUENTIAL -> new GroupSequential(alpha, alternative(), count("planned_units"), spending());
            case DELAYED_OUTCOME -> new DelayedOutcome(alpha, alternative(), count("planned_events"));
            default -> throw unreadable(code);
        };
    }

    private Spending spending() {
        String value = take("spending");
        if (value.equals(Spending.OBrienFleming.CODE)) {
            return new Spending.OBrienFleming();
        }
        if (value.startsWith(Spending.Power.PREFIX)) {
            return new Spending.Power(number(value.substring(Spending.Power.PREFIX.length()), code));
        }
        throw unreadable(code);
    }

    private Alternative alternative() {
        String value = take("sides");
        for (Alternative alternative : Alternative.values()) {
            if (sides(alternative).equals(value)) {
                return alternative;
            }
        }
        throw unreadable(code);
    }

    private double number(String name) {
        return number(take(name), code);
    }

    private static double number(String text, String code) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(unreadable(code).getMessage(), e);
        }
    }

    private long count(String name) {
        try {
            return Long.parseLong(take(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(unreadable(code).getMessage(), e);
        }
    }

    private String take(String name) {
        String value = values.remove(name);
        if (value == null) {
            throw unreadable(code);
        }
        return value;
    }

    private static IllegalArgumentException unreadable(String code) {
        return new IllegalArgumentException(String.format(Locale.ROOT, "code must be that of a clock: %s", code));
    }
}
