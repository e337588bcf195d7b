package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A published input and output pair. */
record Case(String id, String category, JsonNode inputs, JsonNode expected, JsonNode tolerance) {

    static Case of(JsonNode node) {
        return new Case(
                node.required("id").asText(),
                node.required("category").asText(),
                node.required("inputs"),
                node.required("expected"),
                node.required("tolerance"));
    }

    /** What differs from the expected values by more than the tolerance, each as a sentence; empty if all agree. */
    List<String> differences(Object computed) {
        List<String> differences = new ArrayList<>();
        compare("expected", expected, computed, differences);
        return differences;
    }

    private void compare(String path, JsonNode wanted, Object found, List<String> differences) {
        if (wanted.isObject()) {
            wanted.fields()
                    .forEachRemaining(field -> compare(
                            path + "." + field.getKey(),
                            field.getValue(),
                            found instanceof Map<?, ?> map ? map.get(field.getKey()) : null,
                            differences));
        } else if (wanted.isArray()) {
            if (!(found instanceof List<?> list) || list.size() != wanted.size()) {
                differences.add(path + ": wanted " + wanted.size() + " values, found " + found);
                return;
            }
            for (int i = 0; i < wanted.size(); i++) {
                compare(path + "[" + i + "]", wanted.get(i), list.get(i), differences);
            }
        } else if (!(found instanceof Number number) || !close(number(wanted), number.doubleValue())) {
            differences.add(path + ": wanted " + wanted.asText() + ", found " + found);
        }
    }

    private boolean close(double wanted, double found) {
        double allowed = tolerance.has("rel")
                ? tolerance.get("rel").asDouble() * Math.abs(wanted)
                : tolerance.required("abs").asDouble();
        return wanted == found || Math.abs(found - wanted) <= allowed;
    }

    private static double number(JsonNode node) {
        return switch (node.asText()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(node.asText());
        };
    }
}
