package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.bayes.Posterior;
import dev.upshot.stats.bayes.Prior;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.multiple.AdjustedPValues;
import dev.upshot.stats.power.Arms;
import dev.upshot.stats.power.Baseline;
import dev.upshot.stats.power.Power;
import dev.upshot.stats.power.SampleSize;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.trust.Allocation;
import dev.upshot.stats.trust.SampleRatio;
import dev.upshot.stats.trust.SequentialSampleRatio;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Sample ratios, planning, several comparisons at once, posteriors. */
final class TrustAndPlanningCategories {
    private TrustAndPlanningCategories() {}

    static void register(Map<String, Category> all) {
        all.put("srm_chi_square", TrustAndPlanningCategories::sampleRatio);
        all.put("sequential_srm", TrustAndPlanningCategories::sequentialSampleRatio);
        all.put("holm", inputs -> adjusted(AdjustedPValues.holm(numbers(inputs.required("p")))));
        all.put(
                "benjamini_hochberg",
                inputs -> adjusted(AdjustedPValues.benjaminiHochberg(numbers(inputs.required("p")))));
        all.put("power_mde", TrustAndPlanningCategories::power);
        all.put("sample_size", TrustAndPlanningCategories::sampleSize);
        all.put("bayesian", TrustAndPlanningCategories::posterior);
    }

    private static Object sampleRatio(JsonNode inputs) {
        return Map.of(
                "p",
                StreamSupport.stream(inputs.required("cases").spliterator(), false)
                        .map(c -> SampleRatio.pValue(
                                Allocation.of(numbers(c.required("weights"))), counts(c.required("observed"))))
                        .toList());
    }

    private static Object sequentialSampleRatio(JsonNode inputs) {
        double[] shares = numbers(inputs.required("theta0"));
        SequentialSampleRatio test = SequentialSampleRatio.start(
                Allocation.of(shares), inputs.required("concentration").asDouble());
        long[] totals = new long[shares.length];
        for (JsonNode row : inputs.required("data")) {
            long[] increments = counts(row);
            for (int arm = 0; arm < totals.length; arm++) {
                totals[arm] += increments[arm];
            }
            test = test.observe(totals);
        }
        return Map.of(
                "p",
                test.pValue(),
                "posterior_probability",
                test.posteriorProbability(),
                "bayes_factor",
                Math.exp(test.logBayesFactor()));
    }

    private static Object power(JsonNode inputs) {
        double mean = inputs.required("mean").asDouble();
        double variance = inputs.required("variance").asDouble();
        double alpha = inputs.required("alpha").asDouble();
        double lift = inputs.required("effect_relative").asDouble();
        double target = inputs.required("target_power").asDouble();
        double perArm =
                inputs.required("total_n").asDouble() / inputs.required("arms").asDouble();
        Arms arms = new Arms(perArm, perArm);
        double z = new FixedSample(alpha, Alternative.TWO_SIDED, 1).multiplier();
        double c = new ConfidenceSequence(
                        alpha,
                        Alternative.TWO_SIDED,
                        inputs.required("n_star_sequential").asLong())
                .multiplier(Math.round(2 * perArm));
        Baseline fixed = new Baseline.Mean(mean, variance);
        // GrowthBook plans a sequence as a fixed sample of units that vary (c/z)² times as much.
        Baseline inflated = new Baseline.Mean(mean, variance * (c / z) * (c / z));
        return Map.of(
                "power",
                Power.ofLift(fixed, arms, lift, z, Alternative.TWO_SIDED),
                "mde",
                Power.detectableLift(fixed, arms, z, Alternative.TWO_SIDED, target)
                        .orElseThrow(),
                "power_sequential",
                Power.ofLift(inflated, arms, lift, z, Alternative.TWO_SIDED),
                "mde_sequential",
                Power.detectableLift(inflated, arms, z, Alternative.TWO_SIDED, target)
                        .orElseThrow());
    }

    private static Object sampleSize(JsonNode inputs) {
        Map<String, Object> totals = new HashMap<>();
        inputs.fields().forEachRemaining(field -> {
            JsonNode plan = field.getValue();
            double p = plan.path("p").asDouble();
            double variance = plan.has("variance") ? plan.get("variance").asDouble() : p * (1 - p);
            double z = new FixedSample(plan.required("alpha").asDouble(), Alternative.TWO_SIDED, 1).multiplier();
            totals.put(
                    field.getKey() + "_total",
                    SampleSize.forDifference(
                                    variance,
                                    variance,
                                    0.5,
                                    plan.required("mde_absolute").asDouble(),
                                    z,
                                    plan.required("power").asDouble())
                            .orElseThrow());
        });
        return totals;
    }

    private static Object posterior(JsonNode inputs) {
        Contrast contrast = Samples.means(inputs);
        double lift = contrast.difference() / Math.abs(contrast.baseline());
        Posterior posterior = Posterior.of(
                new Prior.Flat(), lift, Math.sqrt(contrast.relativeVariance().orElseThrow()));
        Posterior.Credible interval = posterior.interval(inputs.path("alpha").asDouble(0.05));
        return Map.of(
                "expected",
                posterior.mean(),
                "sd",
                posterior.standardDeviation(),
                "ci",
                List.of(interval.lower(), interval.upper()),
                "chance_to_win",
                posterior.chanceAboveZero(),
                "risk",
                List.of(posterior.expectedLossOfBaseline(), posterior.expectedLossOfCandidate()));
    }

    private static Object adjusted(double[] pValues) {
        return Map.of("adjusted_in_input_order", Arrays.stream(pValues).boxed().toList());
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static long[] counts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
