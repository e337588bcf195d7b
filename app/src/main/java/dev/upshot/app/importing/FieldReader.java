package dev.upshot.app.importing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where one field's text comes from and, for times, how it is written; remembers the columns it met. */
final class FieldReader {

    private final List<Mapping.ColumnUse> columns = new ArrayList<>();

    List<Mapping.ColumnUse> columns() {
        return columns;
    }

    <T> Field<T> required(Section parent, String key, Reading<T> reading) {
        Field<T> field = optional(parent, key, reading);
        return field == null ? missing(parent, key, reading) : field;
    }

    Field<Instant> requiredTime(Section parent, String key) {
        Field<Instant> field = optionalTime(parent, key);
        return field == null ? missing(parent, key, TimeReading.iso(null)) : field;
    }

    <T> @Nullable Field<T> optional(Section parent, String key, Reading<T> reading) {
        Section section = parent.section(key);
        return section == null ? null : field(parent, key, section, reading);
    }

    @Nullable
    Field<Instant> optionalTime(Section parent, String key) {
        Section section = parent.section(key);
        return section == null ? null : field(parent, key, section, time(section));
    }

    /** The column a condition looks at. */
    String column(Section section) {
        String column = section.text("column");
        if (column == null) {
            section.problem("expected a column");
            return "";
        }
        columns.add(new Mapping.ColumnUse(column, section.lineOf("column"), section.at("column")));
        return column;
    }

    /**
     * Reads what the mapping itself says.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static <T> T constant(String text, Reading<T> reading) {
        try {
            return reading.read(text);
        } catch (BadRowException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    private static <T> Field<T> missing(Section parent, String key, Reading<T> reading) {
        parent.problem(key, "missing; the event needs it");
        return new Field<>(parent.at(key), parent.lineOf(key), new TextSource.Constant(""), reading);
    }

    private <T> Field<T> field(Section parent, String key, Section section, Reading<T> reading) {
        TextSource source = source(section);
        section.finish();
        for (String column : source.columns()) {
            columns.add(new Mapping.ColumnUse(column, parent.lineOf(key), parent.at(key)));
        }
        for (String constant : constants(source)) {
            try {
                constant(constant, reading);
            } catch (IllegalArgumentException e) {
                parent.problem(key, "'" + constant + "' is " + e.getMessage());
            }
        }
        return new Field<>(parent.at(key), parent.lineOf(key), source, reading);
    }

    /** The texts that are known before any row is. */
    private static List<String> constants(TextSource source) {
        List<String> constants = new ArrayList<>();
        if (source instanceof TextSource.Constant constant) {
            constants.add(constant.value());
        } else if (source instanceof TextSource.Translated translated) {
            constants.addAll(translated.words().values());
            if (translated.otherwise() != null) {
                constants.add(translated.otherwise());
            }
        }
        constants.removeIf(String::isEmpty);
        return constants;
    }

    private static TextSource source(Section section) {
        List<TextSource> sources = new ArrayList<>();
        String column = section.text("column");
        if (column != null) {
            sources.add(new TextSource.Column(column));
        }
        String constant = section.text("constant");
        if (constant != null) {
            sources.add(new TextSource.Constant(constant));
        }
        String template = section.text("template");
        if (template != null) {
            sources.add(TextSource.Template.parse(template));
        }
        if (sources.size() != 1) {
            section.problem("expected exactly one of column, constant, template");
            return new TextSource.Constant("");
        }
        return translated(section, sources.get(0));
    }

    private static TextSource translated(Section section, TextSource source) {
        Section map = section.section("map");
        String otherwise = section.text("otherwise");
        if (map == null) {
            if (otherwise != null) {
                section.problem("otherwise", "given without a map");
            }
            return source;
        }
        Map<String, String> words = new HashMap<>();
        for (String word : map.keys()) {
            String translation = map.text(word);
            words.put(word, translation == null ? "" : translation);
        }
        return new TextSource.Translated(source, Map.copyOf(words), otherwise);
    }

    private static Reading<Instant> time(Section section) {
        ZoneId zone = section.converted("zone", FieldReader::zone).orElse(null);
        Reading<Instant> reading =
                section.converted("format", format -> timeFormat(format, zone)).orElseGet(() -> TimeReading.iso(zone));
        Duration plus = section.converted("plus", text -> FieldReader.constant(text, Reading.duration()))
                .orElse(Duration.ZERO);
        return plus.isZero() ? reading : TimeReading.shifted(reading, plus);
    }

    private static Reading<Instant> timeFormat(String format, @Nullable ZoneId zone) {
        return switch (format) {
            case "iso" -> TimeReading.iso(zone);
            case "epoch_millis" -> Reading.epochMillis();
            case "epoch_seconds" -> Reading.epochSeconds();
            default -> TimeReading.of(format, zone);
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone (expected for example Europe/Berlin or UTC)", e);
        }
    }
}
