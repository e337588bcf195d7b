package dev.upshot.app.importing;

import dev.upshot.app.publish.TimedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events a row of a CSV file tells of. Immutable; rows become events without I/O. The YAML is described in {@code
 * docs/import.md}.
 */
public final class Mapping {

    private final String origin;
    private final CsvFormat csv;
    private final List<Rule> rules;
    private final List<ColumnUse> columns;

    /** A column that the mapping reads, and where it says so. */
    record ColumnUse(String column, int line, String field) {}

    Mapping(String origin, CsvFormat csv, List<Rule> rules, List<ColumnUse> columns) {
        this.origin = origin;
        this.csv = csv;
        this.rules = List.copyOf(rules);
        this.columns = List.copyOf(columns);
    }

    /**
     * @throws ImportException if the file cannot be read
     * @throws MappingException if it is not a mapping
     */
    public static Mapping read(Path file) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            throw new ImportException("cannot read the mapping " + CsvFiles.because(file, e), e);
        }
        return parse(yaml, file.toString());
    }

    /**
     * @param origin what error messages call the file
     * @throws MappingException if it is not a mapping
     */
    public static Mapping parse(String yaml, String origin) {
        return MappingReader.read(yaml, origin);
    }

    CsvFormat csv() {
        return csv;
    }

    /** @throws MappingException naming each column that the mapping reads and the file has not */
    void check(Header header, Path file) {
        List<MappingProblem> problems = columns.stream()
                .filter(use -> !header.has(use.column()))
                .map(use -> new MappingProblem(
                        origin,
                        use.line(),
                        use.field(),
                        "no column '" + use.column() + "' in " + file + "; it has " + header))
                .toList();
        if (!problems.isEmpty()) {
            throw new MappingException(problems);
        }
    }

    /**
     * The events a row tells of, in the order of the mapping; empty if no rule applies.
     *
     * @throws BadRowException if one of them cannot be made; then none of them stands
     */
    List<TimedEvent> events(Row row) throws BadRowException {
        List<TimedEvent> events = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            if (rule.applies(row)) {
                events.add(rule.event(row));
            }
        }
        return events;
    }
}
