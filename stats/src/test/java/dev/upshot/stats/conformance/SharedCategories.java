package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Level;
import dev.upshot.stats.bayes.Posterior;
import dev.upshot.stats.bayes.Prior;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Cuped;
import dev.upshot.stats.estimate.Quantile;
import dev.upshot.stats.moments.Sample;
import java.util.List;
import java.util.Map;

/** An estimator of one kind with an interval of another. */
final class SharedCategories {
    private SharedCategories() {}

    static void register(Map<String, Category> all) {
        all.put("cuped_mean_sequential", SharedCategories::cupedSequence);
        all.put("quantile_outer_ci", SharedCategories::quantilePosterior);
    }

    private static Object cupedSequence(JsonNode inputs) {
        Sample a = Samples.of(inputs.required("control"), "post", "pre");
        Sample b = Samples.of(inputs.required("treatment"), "post", "pre");
        return SequenceCategories.asymptotic(inputs, Cuped.means(a, b).orElseThrow());
    }

    private static Object quantilePosterior(JsonNode inputs) {
        Contrast contrast =
                Quantile.difference(quantile(inputs.required("control")), quantile(inputs.required("treatment")));
        double absolute = contrast.difference();
        double absoluteError = Math.sqrt(contrast.differenceVariance());
        double relative = contrast.difference() / Math.abs(contrast.baseline());
        double relativeError = Math.sqrt(contrast.relativeVariance().orElseThrow());
        double m = contrast.baseline();
        return Map.of(
                "abs_flat", answer(Posterior.of(new Prior.Flat(), absolute, absoluteError)),
                "abs_prior_1e6", answer(Posterior.of(prior(1e6).rescaledToAbsolute(m), absolute, absoluteError)),
                "abs_prior_1", answer(Posterior.of(prior(1).rescaledToAbsolute(m), absolute, absoluteError)),
                "rel_flat", answer(Posterior.of(new Prior.Flat(), relative, relativeError)),
                "rel_prior_1e6", answer(Posterior.of(prior(1e6), relative, relativeError)),
                "rel_prior_1", answer(Posterior.of(prior(1), relative, relativeError)));
    }

    private static Prior prior(double variance) {
        return new Prior.Normal(0, variance);
    }

    private static Quantile quantile(JsonNode arm) {
        return new Quantile(
                arm.required("quantile").asDouble(),
                arm.required("lower").asDouble(),
                arm.required("upper").asDouble(),
                arm.required("n").asLong(),
                arm.required("n_star").asLong(),
                Level.twoSided(0.05).critical(Double.POSITIVE_INFINITY));
    }

    private static Object answer(Posterior posterior) {
        Posterior.Credible interval = posterior.interval(0.05);
        return Map.of(
                "expected", posterior.mean(),
                "sd", posterior.standardDeviation(),
                "ci", List.of(interval.lower(), interval.upper()),
                "chance_to_win", posterior.chanceAboveZero());
    }
}
