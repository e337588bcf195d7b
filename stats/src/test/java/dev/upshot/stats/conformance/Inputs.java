package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import java.util.List;
import java.util.Map;

/** Reads the words that cases share. */
final class Inputs {
    private Inputs() {}

    /** {@code alpha} (0.05 if not given) and {@code alternative} (two-sided if not given). */
    static Level level(JsonNode inputs) {
        String side = inputs.path("alternative").asText("two-sided");
        Alternative alternative = switch (side) {
            case "two-sided", "two_sided" -> Alternative.TWO_SIDED;
            case "greater", "larger" -> Alternative.GREATER;
            case "less", "smaller" -> Alternative.LESS;
            default -> throw new AssertionError("unknown alternative '" + side + "'");
        };
        return new Level(inputs.path("alpha").asDouble(0.05), alternative);
    }

    /** The usual answer to a comparison, under every name the cases use. */
    static Map<String, Object> answer(Estimate estimate, double p) {
        return Map.of(
                "estimate", estimate.value(),
                "difference", estimate.value(),
                "se", estimate.standardError(),
                "ci", List.of(estimate.lower(), estimate.upper()),
                "p", p);
    }
}
