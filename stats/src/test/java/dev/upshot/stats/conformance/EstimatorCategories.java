package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.ContingencyTable;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Cuped;
import dev.upshot.stats.estimate.CupedRatio;
import dev.upshot.stats.estimate.LogRatio;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.estimate.PostStratification;
import dev.upshot.stats.estimate.PostStratification.Stratum;
import dev.upshot.stats.estimate.Proportion;
import dev.upshot.stats.estimate.ProportionDifference;
import dev.upshot.stats.estimate.RatioDifference;
import dev.upshot.stats.estimate.Reference;
import dev.upshot.stats.moments.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Differences of means, shares and ratios, with and without covariates and strata. */
final class EstimatorCategories {
    private EstimatorCategories() {}

    static void register(Map<String, Category> all) {
        all.put("t_test_relative_delta", EstimatorCategories::welch);
        all.put("t_test_absolute", EstimatorCategories::welch);
        all.put("t_test_one_sided", EstimatorCategories::welch);
        all.put("relative_naive_KNOWN_BIASED", EstimatorCategories::welchRelative);
        all.put("t_test_abs_and_log_relative", EstimatorCategories::meanWithLogRatio);
        all.put("ratio_metric", EstimatorCategories::ratioWithLogRatio);
        all.put("delta_variance", EstimatorCategories::deltaVariance);
        all.put("cuped_theta", EstimatorCategories::cupedTheta);
        all.put("cuped_ratio", EstimatorCategories::cupedRatio);
        all.put("cuped_ratio_negative_baseline", EstimatorCategories::cupedRatioRows);
        all.put("post_stratification", EstimatorCategories::postStratification);
        all.put("proportion", EstimatorCategories::proportion);
        all.put("proportion_absolute", EstimatorCategories::proportionAbsolute);
    }

    private static Object welch(JsonNode inputs) {
        Contrast contrast = Samples.means(inputs);
        return relative(inputs)
                ? answer(contrast, contrast.relative(Inputs.level(inputs)), inputs)
                : answer(contrast, contrast.absolute(Inputs.level(inputs)), inputs);
    }

    private static Object welchRelative(JsonNode inputs) {
        Contrast contrast = Samples.means(inputs);
        return answer(contrast, contrast.relative(Inputs.level(inputs)), inputs);
    }

    private static Object meanWithLogRatio(JsonNode inputs) {
        String variable = Samples.variables(inputs.required("control")).get(0);
        Sample a = Samples.of(inputs.required("control"), variable);
        Sample b = Samples.of(inputs.required("treatment"), variable);
        return withLogRatio(inputs, MeanDifference.welch(a, b), MeanDifference.pooled(a, b));
    }

    /** The numerator is the first variable given, the denominator the second. */
    private static Object ratioWithLogRatio(JsonNode inputs) {
        String[] variables = Samples.variables(inputs.required("control")).toArray(String[]::new);
        Sample a = Samples.of(inputs.required("control"), variables);
        Sample b = Samples.of(inputs.required("treatment"), variables);
        return withLogRatio(inputs, RatioDifference.welch(a, b), RatioDifference.pooled(a, b));
    }

    private static Object withLogRatio(JsonNode inputs, Result<Contrast> welch, Result<Contrast> pooled) {
        Level level = Inputs.level(inputs);
        boolean shared = inputs.path("pooled_variance").asBoolean(false);
        Contrast contrast = (shared ? pooled : welch).orElseThrow();
        LogRatio ratio = welch.then(shared ? LogRatio::pooled : LogRatio::of).orElseThrow();
        Estimate relative = ratio.interval(level).orElseThrow();
        Estimate absolute = contrast.absolute(level).orElseThrow();
        return Map.ofEntries(
                Map.entry("control", contrast.baseline()),
                Map.entry("treatment", contrast.candidate()),
                Map.entry("effect", absolute.value()),
                Map.entry("ci", List.of(absolute.lower(), absolute.upper())),
                Map.entry("ci_lower", absolute.lower()),
                Map.entry("ci_upper", absolute.upper()),
                Map.entry("relative", relative.value()),
                Map.entry("relative_ci", List.of(relative.lower(), relative.upper())),
                Map.entry("relative_ci_lower", relative.lower()),
                Map.entry("relative_ci_upper", relative.upper()),
                Map.entry("p", pValue(contrast, absolute, level)),
                Map.entry("statistic", absolute.value() / absolute.standardError()));
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

    private static Object cupedTheta(JsonNode inputs) {
        Sample arm = Samples.ofRows(inputs, "post_rows_each_arm", "pre_rows_each_arm");
        return Map.of("theta", Cuped.coefficients(arm, arm)[0]);
    }

    private static Object cupedRatio(JsonNode inputs) {
        Sample a = Samples.of(inputs.required("control"), "m_post", "d_post", "m_pre", "d_pre");
        Sample b = Samples.of(inputs.required("treatment"), "m_post", "d_post", "m_pre", "d_pre");
        return absoluteOrRelative(inputs, CupedRatio.of(a, b));
    }

    private static Object cupedRatioRows(JsonNode inputs) {
        Sample a = Samples.ofRows(inputs.required("control_rows"), "m_post", "d_post", "m_pre", "d_pre");
        Sample b = Samples.ofRows(inputs.required("treatment_rows"), "m_post", "d_post", "m_pre", "d_pre");
        return absoluteOrRelative(
                inputs, CupedRatio.of(a, b, inputs.required("theta").asDouble()));
    }

    private static Object postStratification(JsonNode inputs) {
        List<Stratum> strata = new ArrayList<>();
        for (JsonNode stratum : inputs.required("strata")) {
            strata.add(new Stratum(Samples.of(stratum.required("control")), Samples.of(stratum.required("treatment"))));
        }
        Contrast contrast = PostStratification.means(strata).orElseThrow();
        Level level = Inputs.level(inputs);
        return Map.of(
                "absolute", answer(contrast, contrast.absolute(level), inputs),
                "relative", answer(contrast, contrast.relative(level), inputs));
    }

    private static Object proportion(JsonNode inputs) {
        Proportion a = share(inputs.required("control"));
        Proportion b = share(inputs.required("treatment"));
        ProportionDifference pooled = ProportionDifference.pooled(a, b).orElseThrow();
        ProportionDifference unpooled = ProportionDifference.unpooled(a, b).orElseThrow();
        return Map.of(
                "pooled_cc", answer(pooled.continuityCorrected(), inputs),
                "pooled_nocc", answer(pooled, inputs),
                "unpooled_cc", answer(unpooled.continuityCorrected(), inputs),
                "unpooled_nocc", answer(unpooled, inputs),
                "fisher_p", ContingencyTable.fisher(a, b).orElseThrow(),
                "pearson_p", ContingencyTable.pearson(a, b).orElseThrow(),
                "pearson_yates_p", ContingencyTable.yates(a, b).orElseThrow());
    }

    private static Object answer(ProportionDifference difference, JsonNode inputs) {
        Level level = Inputs.level(inputs);
        Estimate absolute = difference.absolute(level);
        Estimate relative = difference.relative(level).orElseThrow();
        return Map.of(
                "ci", List.of(absolute.lower(), absolute.upper()),
                "relative_ci", List.of(relative.lower(), relative.upper()),
                "p", difference.pValue(level));
    }

    /** The interval is Wald's without pooling, the p-value that of Pearson's χ². */
    private static Object proportionAbsolute(JsonNode inputs) {
        Proportion a = share(inputs.required("control"));
        Proportion b = share(inputs.required("treatment"));
        return Inputs.answer(
                ProportionDifference.unpooled(a, b).orElseThrow().absolute(Inputs.level(inputs)),
                ContingencyTable.pearson(a, b).orElseThrow());
    }

    private static Proportion share(JsonNode arm) {
        return new Proportion(arm.required("n").asLong(), arm.required("sum").asLong());
    }

    private static Object absoluteOrRelative(JsonNode inputs, Result<Contrast> result) {
        Contrast contrast = result.orElseThrow();
        Level level = Inputs.level(inputs);
        return answer(contrast, relative(inputs) ? contrast.relative(level) : contrast.absolute(level), inputs);
    }

    private static Object answer(Contrast contrast, Result<Estimate> result, JsonNode inputs) {
        Estimate estimate = result.orElseThrow();
        return Inputs.answer(estimate, pValue(contrast, estimate, Inputs.level(inputs)));
    }

    private static double pValue(Contrast contrast, Estimate estimate, Level level) {
        return level.pValue(estimate.value(), estimate.standardError(), contrast.degreesOfFreedom());
    }

    private static boolean relative(JsonNode inputs) {
        return inputs.path("difference").asText("absolute").equals("relative");
    }
}
