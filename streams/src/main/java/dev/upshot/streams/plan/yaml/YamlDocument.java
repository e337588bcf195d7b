package dev.upshot.streams.plan.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The single YAML document of a plan, as nodes with marks. Refuses what no plan needs and what could exhaust the reader. */
final class YamlDocument {
    static final int MAX_BYTES = 256 << 10;

    private static final int MAX_DEPTH = 20;
    private static final int MAX_EVENTS = 20_000;
    private static final int MAX_ALIASES = 50;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setAllowNonScalarKeys(true) // to be refused with their line
            .setCodePointLimit(MAX_BYTES)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();

    private YamlDocument() {}

    /** Empty if the text is no such document; then the problem is reported. */
    static Optional<Node> compose(String yaml, Problems problems) {
        try {
            return checkShape(yaml, problems) ? new Compose(SETTINGS).composeString(yaml) : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            Optional<Mark> place = e.getProblemMark().or(e::getContextMark);
            problems.add(place, "", "is not YAML: " + oneLine(context + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(
                    Optional.empty(), "", "is not YAML that can be read: " + oneLine(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** Nodes are composed by recursion, so the depth is checked on the events, which are not. */
    private static boolean checkShape(String yaml, Problems problems) {
        int events = 0;
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(yaml)) {
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (++events > MAX_EVENTS) {
                problems.add(event.getStartMark(), "", "holds more keys and values than any plan needs");
                return false;
            }
            if (depth > MAX_DEPTH) {
                problems.add(event.getStartMark(), "", "is nested deeper than " + MAX_DEPTH + " levels; no plan is");
                return false;
            }
            if (documents > 1) {
                problems.add(
                        event.getStartMark(),
                        "",
                        "holds more than one YAML document (---); put every plan into a file of its own");
                return false;
            }
        }
        if (documents == 0) {
            problems.add(Optional.empty(), "", "is empty; expected a measurement plan, see docs/plan.md");
            return false;
        }
        return true;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
