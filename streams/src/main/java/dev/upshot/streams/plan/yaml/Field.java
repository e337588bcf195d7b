package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the plan while it is read. Each reader returns the value, or nothing: then the field was left out, or what is wrong has been
 * reported with the place, the value found and what is allowed.
 */
final class Field {
    static final String NOT_YET = "not supported in this version";

    private static final int MAX_NAME = 128;
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(?:\\.\\d{1,20})?");

    private final @Nullable Node node;
    private final Node place;
    private final String path;
    private final boolean required;
    private final Problems problems;

    /** {@code node} is null where the field was left out, {@code place} then the mapping that lacks it. */
    Field(@Nullable Node node, Node place, String path, boolean required, Problems problems) {
        this.node = node;
        this.place = place;
        this.path = path;
        this.required = required;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    /** Reports something wrong with this field. */
    void problem(String message) {
        problems.add(place.getStartMark(), path, message);
    }

    /** Text of 1 to 128 characters that can serve as an id. */
    Optional<String> name() {
        Optional<String> text = scalar("text of 1 to " + MAX_NAME + " characters", Tag.STR);
        return text.flatMap(name -> {
            if (name.isEmpty() || name.length() > MAX_NAME) {
                return wrong(name.length() + " characters", "1 to " + MAX_NAME);
            }
            if (!name.equals(name.strip()) || !name.codePoints().allMatch(Field::isPrintable)) {
                return wrong(Found.describe(place), "text without spaces around it and without control characters");
            }
            return Optional.of(name);
        });
    }

    /** Text of that form. */
    Optional<String> text(Pattern form, String expected) {
        return scalar(expected, Tag.STR)
                .flatMap(text -> check(text, t -> form.matcher(t).matches(), expected));
    }

    /** One of the words; a word of {@code notYet} is refused as not supported. */
    <T> Optional<T> choice(T[] allowed, Function<T, String> code, String... notYet) {
        List<String> words = Arrays.stream(allowed).map(code).toList();
        String expected = String.join(" or ", words);
        return scalar(expected, Tag.STR).flatMap(word -> {
            if (words.contains(word)) {
                return Optional.of(allowed[words.indexOf(word)]);
            }
            return Arrays.asList(notYet).contains(word)
                    ? wrong(Found.describe(place) + ", which is " + NOT_YET, expected)
                    : wrong(Found.describe(place), expected);
        });
    }

    /** Whether a mapping is given. */
    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** One of the words, where a mapping of the given form would be allowed too. */
    <T> Optional<T> choiceOr(String mapping, T[] allowed, Function<T, String> code) {
        List<String> words = Arrays.stream(allowed).map(code).toList();
        String expected = String.join(" or ", words) + " or " + mapping;
        return scalar(expected, Tag.STR).flatMap(word -> {
            int at = words.indexOf(word);
            return at >= 0 ? Optional.of(allowed[at]) : wrong(Found.describe(place), expected);
        });
    }

    /** A truth value. */
    Optional<Boolean> truth() {
        return scalar("true or false", Tag.BOOL).map(Boolean::valueOf);
    }

    /** A truth value, where a mapping of the given form would be allowed too. */
    Optional<Boolean> truthOr(String mapping) {
        return scalar("true or false or " + mapping, Tag.BOOL).map(Boolean::valueOf);
    }

    /** A whole number of the range. */
    Optional<Integer> whole(int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        return number(expected)
                .flatMap(text -> check(text, t -> WHOLE.matcher(t).matches(), expected))
                .map(Long::valueOf)
                .flatMap(value -> check(value, v -> v >= min && v <= max, expected))
                .map(Long::intValue);
    }

    /** A finite number that satisfies the condition. */
    Optional<Double> real(Predicate<Double> condition, String expected) {
        return number(expected)
                .flatMap(text -> check(text, t -> NUMBER.matcher(t).matches(), expected))
                .map(Double::valueOf)
                .flatMap(value -> check(value, condition, expected));
    }

    /** A decimal number, exact, that satisfies the condition. */
    Optional<BigDecimal> decimal(Predicate<BigDecimal> condition, String expected) {
        return number(expected)
                .flatMap(text -> check(text, t -> DECIMAL.matcher(t).matches(), expected))
                .map(BigDecimal::new)
                .flatMap(value -> check(value, condition, expected));
    }

    /** An ISO 8601 duration of at least {@code min}. */
    Optional<Duration> duration(Duration min) {
        String expected = "an ISO 8601 duration from " + Durations.format(min) + " to "
                + Durations.format(Durations.MAX) + " of days, hours, minutes and seconds, for example P14D or PT36H";
        return scalar(expected, Tag.STR)
                .flatMap(text -> {
                    Optional<Duration> duration = Durations.parse(text);
                    return duration.isPresent() ? duration : wrong(Found.describe(place), expected);
                })
                .flatMap(value ->
                        check(value, v -> v.compareTo(min) >= 0 && v.compareTo(Durations.MAX) <= 0, expected));
    }

    /** A mapping. */
    Optional<Section> section(String expected) {
        if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            return Optional.of(new Section(mapping, path, problems));
        }
        return absentOrWrong("a mapping: " + expected);
    }

    /** The items of a list; none if the field was left out or is wrong. */
    List<Field> items(int min, String expected) {
        if (!(node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ))) {
            absentOrWrong("a list: " + expected);
            return List.of();
        }
        List<Field> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Field(item, item, path + "[" + items.size() + "]", true, problems));
        }
        if (items.size() < min) {
            wrong("an empty list", expected);
        }
        return items;
    }

    private Optional<String> number(String expected) {
        return scalar(expected, Tag.INT, Tag.FLOAT);
    }

    private Optional<String> scalar(String expected, Tag... tags) {
        if (node instanceof ScalarNode scalar && Arrays.asList(tags).contains(scalar.getTag())) {
            return Optional.of(scalar.getValue());
        }
        return absentOrWrong(expected + quotesHint(tags));
    }

    /** YAML takes 1 as a number and "1" as text: says so where that is the whole mistake. */
    private String quotesHint(Tag... tags) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            return "";
        }
        boolean textWanted = Arrays.asList(tags).contains(Tag.STR);
        if (textWanted && !Found.isQuoted(node)) {
            return "; put quotes around it if it is meant as text";
        }
        boolean numberInQuotes =
                Found.isQuoted(node) && NUMBER.matcher(scalar.getValue()).matches();
        return !textWanted && numberInQuotes ? "; remove the quotes" : "";
    }

    private <T> Optional<T> check(T value, Predicate<T> condition, String expected) {
        return condition.test(value) ? Optional.of(value) : wrong(Found.describe(place), expected);
    }

    private <T> Optional<T> absentOrWrong(String expected) {
        if (node != null) {
            return wrong(Found.describe(node), expected);
        }
        if (required) {
            problem("is missing; expected " + expected);
        }
        return Optional.empty();
    }

    private <T> Optional<T> wrong(String found, String expected) {
        problem("found " + found + "; expected " + expected);
        return Optional.empty();
    }

    private static boolean isPrintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
