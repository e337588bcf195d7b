package dev.upshot.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A place in a YAML document. What is not there has no entries, no items and an empty text.
 *
 * @param value a map, a list, a scalar, or null where there is nothing
 */
record Node(@Nullable Object value) {

    /** Reads a document; a key that is given twice is an error. */
    static Node parse(String yaml) {
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return new Node(new Load(strict).loadFromString(yaml));
    }

    Node get(String key) {
        return entries().getOrDefault(key, new Node(null));
    }

    Map<String, Node> entries() {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), new Node(entry)));
        }
        return entries;
    }

    List<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    List<String> texts() {
        return items().stream().map(Node::text).toList();
    }

    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    boolean isPresent() {
        return value != null;
    }
}
