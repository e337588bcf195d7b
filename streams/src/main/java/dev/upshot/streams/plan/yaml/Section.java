package dev.upshot.streams.plan.yaml;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the plan while it is read. Every key that is asked for is allowed; {@link #refuseOthers()} refuses the rest. */
final class Section {
    private final MappingNode mapping;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> allowed = new TreeSet<>();
    private final Set<String> refused = new HashSet<>();

    Section(MappingNode mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                put(key, entry.getValueNode());
            } else {
                Node key = entry.getKeyNode();
                problems.add(key.getStartMark(), path, "found " + Found.describe(key) + " as a key; expected text");
            }
        }
    }

    private void put(ScalarNode key, Node value) {
        Node first = keys.putIfAbsent(key.getValue(), key);
        if (first == null) {
            values.put(key.getValue(), value);
            return;
        }
        String where = first.getStartMark()
                .map(mark -> ", first on line " + (mark.getLine() + 1))
                .orElse("");
        problems.add(key.getStartMark(), pathOf(key.getValue()), "is given twice" + where + "; keep one");
    }

    /** A field that must be there. */
    Field required(String key) {
        return field(key, true);
    }

    /** A field that may be left out. */
    Field optional(String key) {
        return field(key, false);
    }

    /** Whether the key is given, be it allowed or not. */
    boolean has(String key) {
        return keys.containsKey(key);
    }

    /** The keys that are given, in their order. */
    Set<String> given() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /** Refuses a key that is known but has no place here. */
    void refuse(String key, String message) {
        refused.add(key);
        Node given = keys.get(key);
        if (given != null) {
            problems.add(given.getStartMark(), pathOf(key), message);
        }
    }

    /** Refuses those of the known keys that nobody has asked for or refused. */
    void refuseUnasked(List<String> known, UnaryOperator<String> why) {
        for (String key : known) {
            if (!allowed.contains(key) && !refused.contains(key)) {
                refuse(key, why.apply(key));
            }
        }
    }

    /** Refuses every key that nobody asked for. */
    void refuseOthers() {
        refuseOthers("is not a key of a plan here", "allowed");
    }

    /** Refuses every key that nobody asked for, in other words. */
    void refuseOthers(String message, String nameOfAllowed) {
        keys.forEach((key, node) -> {
            if (!allowed.contains(key) && !refused.contains(key)) {
                Optional<String> nearest = NearestName.of(key, allowed);
                problems.add(
                        node.getStartMark(),
                        pathOf(Found.shorten(key)),
                        message
                                + nearest.map(name -> "; did you mean " + name + "?")
                                        .orElse(";") + " " + nameOfAllowed + ": " + String.join(", ", allowed));
            }
        });
    }

    private Field field(String key, boolean required) {
        allowed.add(key);
        @Nullable Node node = values.get(key);
        return new Field(node, node == null ? mapping : node, pathOf(key), required, problems);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
