package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.sequence.BernoulliSequence;
import dev.upshot.stats.sequence.BetaBinomialMixture;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.LiftInterval;
import dev.upshot.stats.sequence.LinearModelRadius;
import dev.upshot.stats.sequence.Looks;
import dev.upshot.stats.sequence.NormalMixture;
import dev.upshot.stats.sequence.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Everything that may be looked at more than once. */
final class SequenceCategories {
    private SequenceCategories() {}

    static void register(Map<String, Category> all) {
        all.put("sequential_asymptotic_cs", inputs -> asymptotic(inputs, Samples.means(inputs)));
        all.put("group_sequential", SequenceCategories::groupSequential);
        all.put("confidence_sequence_normal_mixture", SequenceCategories::normalMixture);
        all.put("confidence_sequence_bernoulli", SequenceCategories::betaBinomial);
        all.put("anytime_valid_linear_model", SequenceCategories::linearModel);
    }

    /** Delta-method relative interval with a confidence sequence's multiplier, as GrowthBook reports it. */
    static Object asymptotic(JsonNode inputs, Contrast contrast) {
        Level level = Inputs.level(inputs);
        long units = contrast.baselineUnits() + contrast.candidateUnits();
        ConfidenceSequence clock = new ConfidenceSequence(
                level.alpha(), level.alternative(), inputs.required("n_star").asLong());
        double multiplier = clock.multiplier(units);
        boolean relative = inputs.path("difference").asText("absolute").equals("relative");
        double value = relative ? contrast.difference() / Math.abs(contrast.baseline()) : contrast.difference();
        double error = Math.sqrt(relative ? contrast.relativeVariance().orElseThrow() : contrast.differenceVariance());
        Alternative alternative = level.alternative();
        Estimate estimate = new Estimate(
                value,
                error,
                alternative == Alternative.LESS ? Double.NEGATIVE_INFINITY : value - multiplier * error,
                alternative == Alternative.GREATER ? Double.POSITIVE_INFINITY : value + multiplier * error);
        return Inputs.answer(estimate, clock.pValue(value / error, units));
    }

    private static Object groupSequential(JsonNode inputs) {
        double alpha = inputs.required("alpha").asDouble();
        long planned = inputs.required("planned_total").asLong();
        if (inputs.has("n1")) {
            long[] units = new long[inputs.get("n1").size()];
            for (int i = 0; i < units.length; i++) {
                units[i] = inputs.get("n1").get(i).asLong()
                        + inputs.get("n2").get(i).asLong();
            }
            Looks looks =
                    clock(alpha, Math.max(planned, units[units.length - 1])).start();
            List<Double> nominal = new ArrayList<>();
            for (long n : units) {
                looks = looks.next(n);
                nominal.add(looks.nominalAlpha());
            }
            return Map.of("adjusted_alpha", nominal);
        }
        Contrast contrast = Samples.means(inputs);
        Looks look = clock(alpha, planned).after(contrast.baselineUnits() + contrast.candidateUnits());
        return Inputs.answer(
                LiftInterval.absolute(contrast, look.multiplier(), Alternative.TWO_SIDED)
                        .orElseThrow(),
                1);
    }

    private static GroupSequential clock(double alpha, long planned) {
        return new GroupSequential(alpha, Alternative.TWO_SIDED, planned, new Spending.Power(2));
    }

    private static Object normalMixture(JsonNode inputs) {
        double planned = inputs.required("v_opt").asDouble();
        double tuning = inputs.required("alpha_opt").asDouble();
        double alpha = inputs.required("alpha").asDouble();
        double s = inputs.required("s").asDouble();
        double v = inputs.required("v").asDouble();
        NormalMixture two = NormalMixture.tunedFor(planned, tuning);
        NormalMixture one = NormalMixture.tunedFor(planned, 2 * tuning);
        return Map.of(
                "two_sided",
                Map.of(
                        "best_rho",
                        two.rho(),
                        "log_mixture",
                        two.logTwoSided(s, v),
                        "bound",
                        two.twoSidedBound(v, alpha)),
                "one_sided",
                Map.of("log_mixture", one.logOneSided(s, v), "bound", one.oneSidedBound(v, alpha)));
    }

    private static Object betaBinomial(JsonNode inputs) {
        JsonNode mixture = inputs.required("mixture");
        double planned = mixture.required("v_opt").asDouble();
        double tuning = mixture.required("alpha_opt").asDouble();
        double alpha = mixture.required("alpha").asDouble();
        double g = mixture.required("g").asDouble();
        double h = mixture.required("h").asDouble();
        double s = mixture.required("s").asDouble();
        double v = mixture.required("v").asDouble();
        BetaBinomialMixture two = BetaBinomialMixture.twoSided(planned, tuning, g, h);
        BetaBinomialMixture one = BetaBinomialMixture.oneSided(planned, tuning, g, h);
        return Map.of(
                "two_sided_log",
                two.log(s, v),
                "two_sided_bound",
                two.bound(v, alpha),
                "one_sided_log",
                one.log(s, v),
                "one_sided_bound",
                one.bound(v, alpha),
                "bernoulli_cs",
                StreamSupport.stream(inputs.required("bernoulli_cs").spliterator(), false)
                        .map(SequenceCategories::bernoulli)
                        .toList());
    }

    private static List<Double> bernoulli(JsonNode inputs) {
        Estimate share = new BernoulliSequence(
                        inputs.required("alpha").asDouble(),
                        inputs.required("t_opt").asLong())
                .proportion(
                        inputs.required("successes").asLong(),
                        inputs.required("trials").asLong());
        return List.of(share.lower(), share.upper());
    }

    private static Object linearModel(JsonNode inputs) {
        long n = inputs.required("n").asLong();
        long coefficients = inputs.required("coefficients").asLong();
        double alpha = inputs.required("alpha").asDouble();
        double precision = LinearModelRadius.precisionFor(n, coefficients, alpha);
        double radius = LinearModelRadius.of(n, coefficients, alpha, precision);
        return Map.of(
                "half_widths",
                StreamSupport.stream(inputs.required("rows").spliterator(), false)
                        .map(row -> radius * row.required("se").asDouble())
                        .toList());
    }
}
