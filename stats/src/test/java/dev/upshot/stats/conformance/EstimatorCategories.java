package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** Differences of means, shares, ratios and quantiles. */
final class EstimatorCategories {
    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    private EstimatorCategories() {}

    static void register(Map<String, Category> all) {
        all.put("t_test_relative_delta", EstimatorCategories::welch);
        all.put("t_test_absolute", EstimatorCategories::welch);
        all.put("t_test_one_sided", EstimatorCategories::welch);
        all.put("delta_variance", EstimatorCategories::deltaVariance);
        all.put("relative_naive_KNOWN_BIASED", EstimatorCategories::welchRelative);
    }

    private static Object welch(JsonNode inputs) {
        return inputs.path("difference").asText("absolute").equals("relative")
                ? welchRelative(inputs)
                : answer(
                        means(inputs),
                        means(inputs).absolute(Inputs.level(inputs)).orElseThrow(),
                        inputs);
    }

    private static Object welchRelative(JsonNode inputs) {
        Contrast contrast = means(inputs);
        return answer(contrast, contrast.relative(Inputs.level(inputs)).orElseThrow(), inputs);
    }

    private static Object deltaVariance(JsonNode inputs) {
        Contrast contrast = Contrast.independent(
                inputs.required("mean_a").asDouble(),
                inputs.required("var_a").asDouble() / inputs.required("n_a").asDouble(),
                inputs.required("n_a").asLong(),
                inputs.required("mean_b").asDouble(),
                inputs.required("var_b").asDouble() / inputs.required("n_b").asDouble(),
                inputs.required("n_b").asLong(),
                Reference.WELCH);
        return Map.of(
                "absolute", contrast.differenceVariance(),
                "relative", contrast.relativeVariance().orElseThrow());
    }

    /** Welch's contrast of {@code control} and {@code treatment}, each with {@code n}, {@code sum}, {@code sum_squares}. */
    static Contrast means(JsonNode inputs) {
        JsonNode a = inputs.required("control");
        JsonNode b = inputs.required("treatment");
        return Contrast.independent(
                mean(a), variance(a) / n(a), n(a), mean(b), variance(b) / n(b), n(b), Reference.WELCH);
    }

    private static Object answer(Contrast contrast, Estimate estimate, JsonNode inputs) {
        Level level = Inputs.level(inputs);
        return Inputs.answer(
                estimate, level.pValue(estimate.value(), estimate.standardError(), contrast.degreesOfFreedom()));
    }

    static long n(JsonNode arm) {
        return arm.required("n").asLong();
    }

    static double mean(JsonNode arm) {
        return decimal(arm, "sum").divide(decimal(arm, "n"), EXACT_ENOUGH).doubleValue();
    }

    /** The unbiased variance, by decimals: published sums have more places than fixed point holds. */
    static double variance(JsonNode arm) {
        BigDecimal n = decimal(arm, "n");
        BigDecimal spread = n.multiply(decimal(arm, "sum_squares"))
                .subtract(decimal(arm, "sum").pow(2));
        return spread.divide(n.multiply(n.subtract(BigDecimal.ONE)), EXACT_ENOUGH)
                .doubleValue();
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.required(field).asText());
    }
}
