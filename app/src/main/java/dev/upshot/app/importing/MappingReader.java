package dev.upshot.app.importing;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the mapping's YAML as a whole: how the files are written and which rules there are. */
final class MappingReader {

    private MappingReader() {}

    static Mapping read(String yaml, String origin) {
        Section.Problems problems = new Section.Problems(origin);
        Optional<Node> document = compose(yaml, origin, problems);
        problems.throwIfAny();
        if (document.isEmpty()) {
            problems.add(1, "", "is empty; expected decisions, outcomes or reviews");
            problems.throwIfAny();
        }
        Mapping mapping = mapping(new Section(problems, "", document.orElseThrow()), origin);
        problems.throwIfAny();
        return mapping;
    }

    private static Optional<Node> compose(String yaml, String origin, Section.Problems problems) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(origin).build();
            return new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(line, "", "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(1, "", "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Mapping mapping(Section root, String origin) {
        CsvFormat csv = csv(root);
        FieldReader fields = new FieldReader();
        RuleReader reader = new RuleReader(fields);
        List<Rule> rules = new ArrayList<>();
        for (Section section : root.sections("decisions")) {
            rules.add(reader.decision(section));
        }
        for (Section section : root.sections("outcomes")) {
            rules.add(reader.outcome(section));
        }
        for (Section section : root.sections("reviews")) {
            rules.add(reader.review(section));
        }
        if (rules.isEmpty()) {
            root.problem("makes no event; expected at least one entry under decisions, outcomes or reviews");
        }
        root.finish();
        return new Mapping(origin, csv, rules, fields.columns());
    }

    private static CsvFormat csv(Section root) {
        Section section = root.section("csv");
        if (section == null) {
            return CsvFormat.DEFAULT;
        }
        CsvFormat csv = new CsvFormat(
                section.converted("separator", MappingReader::character).orElse(CsvFormat.DEFAULT.separator()),
                section.converted("quote", MappingReader::character).orElse(CsvFormat.DEFAULT.quote()),
                section.converted("charset", MappingReader::charset).orElse(CsvFormat.DEFAULT.charset()));
        section.finish();
        if (csv.separator() == csv.quote()) {
            section.problem("separator and quote are the same character");
        }
        return csv;
    }

    private static Charset charset(String name) {
        if (!Charset.isSupported(name)) {
            throw new IllegalArgumentException("not a known charset (expected for example UTF-8 or ISO-8859-1)");
        }
        Charset charset = Charset.forName(name);
        if (!charset.canEncode()) {
            throw new IllegalArgumentException("can be read but not written, and the rejects are written in it");
        }
        return charset;
    }

    private static char character(String text) {
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            throw new IllegalArgumentException("expected one character");
        }
        return text.charAt(0);
    }
}
