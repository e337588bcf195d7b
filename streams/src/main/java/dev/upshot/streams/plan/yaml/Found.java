package dev.upshot.streams.plan.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Says in an error message what was found. */
final class Found {
    private static final int MAX_LENGTH = 60;

    private Found() {}

    /** Text in quotes, numbers and truth values as they stand, collections by their kind. */
    static String describe(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof MappingNode ? "a mapping" : "a list";
        }
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        String text = shorten(scalar.getValue());
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "the number " + text;
        }
        if (tag.equals(Tag.BOOL)) {
            return "the truth value " + text;
        }
        String quoted = "\"" + text + "\"";
        return tag.equals(Tag.STR) ? quoted : quoted + " with the tag " + tag.getValue();
    }

    /** Whether the scalar is a number in quotes, which YAML takes as text. */
    static boolean isQuoted(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
    }

    /** One line of at most 60 characters, without control characters. */
    static String shorten(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
