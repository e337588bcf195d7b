package dev.upshot.app.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One block of keys in the mapping's YAML, with its place. Keys are taken one by one; {@link #finish} complains of what
 * nobody took.
 */
final class Section {

    private final Problems problems;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /** Collects what is wrong, so that one run shows all of it. */
    static final class Problems {
        private final String file;
        private final List<MappingProblem> found = new ArrayList<>();

        Problems(String file) {
            this.file = file;
        }

        void add(int line, String field, String message) {
            found.add(new MappingProblem(file, line, field, message));
        }

        void throwIfAny() {
            if (!found.isEmpty()) {
                throw new MappingException(found);
            }
        }
    }

    Section(Problems problems, String path, Node node) {
        this.problems = problems;
        this.path = path;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode block)) {
            problems.add(line, path, "expected keys with values, found " + kindOf(node));
            return;
        }
        for (NodeTuple entry : block.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (entries.put(key, entry.getValueNode()) != null) {
                problems.add(lineOf(entry.getKeyNode()), at(key), "given twice");
            }
        }
    }

    private Section(Problems problems, String path, int line) {
        this.problems = problems;
        this.path = path;
        this.line = line;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The line of a key's value, or the block's where the key is missing. */
    int lineOf(String key) {
        Node node = entries.get(key);
        return node == null ? line : lineOf(node);
    }

    /** The path of a key of this block. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    private @Nullable Node take(String key) {
        known.add(key);
        return entries.get(key);
    }

    /** The text of a plain value, or null where the key is missing or holds more than a plain value. */
    @Nullable
    String text(String key) {
        Node node = take(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.add(lineOf(node), at(key), "expected a plain value, found " + kindOf(node));
        return null;
    }

    /** A plain value put through a function whose {@link IllegalArgumentException} becomes a problem. */
    <T> Optional<T> converted(String key, Function<String, T> conversion) {
        String text = text(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(conversion.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, "'" + text + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    @Nullable
    Section section(String key) {
        Node node = take(key);
        return node == null ? null : new Section(problems, at(key), node);
    }

    /** The block, or one without keys that stands at this block's line. */
    Section sectionOrEmpty(String key) {
        Section section = section(key);
        return section == null ? new Section(problems, at(key), line) : section;
    }

    /** The blocks of a list; empty where the key is missing. */
    List<Section> sections(String key) {
        Node node = take(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            problems.add(lineOf(node), at(key), "expected a list, found " + kindOf(node));
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (Node item : list.getValue()) {
            sections.add(new Section(problems, at(key) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    /** All keys, whatever they are called. */
    List<String> keys() {
        known.addAll(entries.keySet());
        return List.copyOf(entries.keySet());
    }

    /** Complains at a key's line, or at the block's where the key is missing. */
    void problem(String key, String message) {
        problems.add(lineOf(key), at(key), message);
    }

    /** Complains of the block as a whole. */
    void problem(String message) {
        problems.add(line, path, message);
    }

    /** Complains of keys that nobody took. */
    void finish() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                problem(key, "unknown; allowed here: " + String.join(", ", known));
            }
        }
    }

    private static String kindOf(Node node) {
        if (node instanceof MappingNode) {
            return "keys with values";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()
                ? "the plain value '" + scalar.getValue() + "'"
                : "nothing";
    }
}
