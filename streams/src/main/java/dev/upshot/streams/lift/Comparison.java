package dev.upshot.streams.lift;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.ClusterDifference;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Cuped;
import dev.upshot.stats.estimate.CupedRatio;
import dev.upshot.stats.estimate.InversePropensity;
import dev.upshot.stats.estimate.InversePropensity.OverlapGate;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.estimate.RatioDifference;
import dev.upshot.stats.estimate.Reference;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.survival.AgeCounts;
import dev.upshot.stats.survival.RestrictedMean;
import dev.upshot.streams.attribution.AgeBins;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.Design;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.RatioKpi;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.Weight;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Two arms of one KPI side by side: the contrast that every interval is made of.
 *
 * @param estimator the method's name in tables
 * @param contrast the two figures with their variances, or why there is none
 * @param baseline what is shown of the baseline arm
 * @param candidate what is shown of the candidate arm
 */
record Comparison(String estimator, Result<Contrast> contrast, ArmFigures baseline, ArmFigures candidate) {

    private static final double MILLIS = 1000;

    /** Units of both arms. */
    long units() {
        return baseline.n() + candidate.n();
    }

    /** Compares a KPI of a plan, by its place; both arms have sums of every KPI. */
    static Comparison of(Plan plan, int place, IntFunction<KpiSums> ofBaseline, IntFunction<KpiSums> ofCandidate) {
        Kpi kpi = plan.kpis().get(place);
        KpiSums a = ofBaseline.apply(place);
        KpiSums b = ofCandidate.apply(place);
        if (kpi instanceof DurationKpi duration) {
            return restrictedMean(duration, a, b, plan.unit() == Unit.SUBJECT);
        }
        ArmFigures baseline = ArmFigures.of(plan, kpi, a, ofBaseline);
        ArmFigures candidate = ArmFigures.of(plan, kpi, b, ofCandidate);
        if (plan.design().kind() == Design.Kind.LOGGED_PROPENSITY) {
            return inversePropensity(kpi, a, b);
        }
        Covariate covariate = plan.covariate(kpi);
        if (covariate != null) {
            Result<Contrast> adjusted = plan.isPaired(kpi)
                    ? CupedRatio.of(adjustedRatio(kpi, a, covariate), adjustedRatio(kpi, b, covariate))
                    : Cuped.means(adjusted(kpi, a, covariate), adjusted(kpi, b, covariate));
            return new Comparison("cuped", adjusted, baseline, candidate);
        }
        if (plan.isPaired(kpi)) {
            Sample first = pair(kpi, a);
            Sample second = pair(kpi, b);
            Result<Contrast> ratio = kpi instanceof RatioKpi
                    ? RatioDifference.welch(first, second)
                    : ClusterDifference.of(first, second);
            return new Comparison("ratio", ratio, baseline, candidate);
        }
        return new Comparison("welch", MeanDifference.welch(single(kpi, a), single(kpi, b)), baseline, candidate);
    }

    /**
     * The mean within the horizon, in seconds: open cases count for as long as they were followed. Cells count cases one by
     * one, so that the spread between subjects is not known.
     */
    private static Comparison restrictedMean(DurationKpi kpi, KpiSums a, KpiSums b, boolean isClustered) {
        List<Long> edges = AgeBins.of(kpi.window()).edges();
        AgeCounts first = ages(edges, a);
        AgeCounts second = ages(edges, b);
        long tau = edges.get(edges.size() - 1);
        Result<Contrast> contrast = isClustered
                ? Result.missing(Reason.CLUSTERED_CASES)
                : RestrictedMean.difference(first, second, tau)
                        .map(c -> Contrast.independent(
                                c.baseline() / MILLIS,
                                c.baselineVariance() / (MILLIS * MILLIS),
                                c.baselineUnits(),
                                c.candidate() / MILLIS,
                                c.candidateVariance() / (MILLIS * MILLIS),
                                c.candidateUnits(),
                                c.reference()));
        return new Comparison("restricted_mean", contrast, restricted(first, tau), restricted(second, tau));
    }

    private static ArmFigures restricted(AgeCounts ages, long tau) {
        long ended = ages.events().stream().mapToLong(Long::longValue).sum();
        long n = ages.n();
        return RestrictedMean.of(ages, tau)
                .map(mean -> new ArmFigures(
                        n, ended, mean.value() / MILLIS, mean.variance() / (MILLIS * MILLIS) * (double) n))
                .toOptional()
                .orElseGet(() -> new ArmFigures(n, ended, null, null));
    }

    private static AgeCounts ages(List<Long> edges, KpiSums sums) {
        KpiSums.Ages ages = Objects.requireNonNull(sums.ages(), "a duration has ages");
        return new AgeCounts(edges, ages.ended(), ages.open());
    }

    private static Comparison inversePropensity(Kpi kpi, KpiSums a, KpiSums b) {
        Result<InversePropensity.PolicyValue> first = value(kpi, a, Reason.BASELINE_EMPTY);
        Result<InversePropensity.PolicyValue> second = value(kpi, b, Reason.CANDIDATE_EMPTY);
        Result<Contrast> contrast = first.then(x -> second.map(y -> InversePropensity.difference(x, y)));
        return new Comparison("inverse_propensity", contrast, weighted(kpi, a, first), weighted(kpi, b, second));
    }

    private static ArmFigures weighted(Kpi kpi, KpiSums sums, Result<InversePropensity.PolicyValue> value) {
        long events = ArmFigures.events(kpi, sums);
        return value.map(v -> new ArmFigures(sums.n(), events, v.value(), v.variance() * (double) v.n()))
                .toOptional()
                .orElseGet(() -> new ArmFigures(sums.n(), events, null, null));
    }

    private static Result<InversePropensity.PolicyValue> value(Kpi kpi, KpiSums sums, Reason empty) {
        if (sums.n() == 0) {
            return Result.missing(empty);
        }
        KpiSums.Weighted w = Objects.requireNonNull(sums.weighted(), "a logged propensity has weights");
        Sample sample = Sample.of(new JointMoments(
                sums.n(),
                List.of(w.sumA(), w.sum()),
                List.of(w.sumSquaresA(), w.sumProducts(), w.sumSquares()),
                List.of(kpi.scale() + Weight.SCALE, Weight.SCALE)));
        return InversePropensity.value(sample, OverlapGate.usual());
    }

    private static Sample single(Kpi kpi, KpiSums s) {
        return Sample.of(new JointMoments(s.n(), List.of(s.sumA()), List.of(s.sumSquaresA()), List.of(kpi.scale())));
    }

    private static Sample pair(Kpi kpi, KpiSums s) {
        return Sample.of(new JointMoments(
                s.n(),
                List.of(s.sumA(), s.sumB()),
                List.of(s.sumSquaresA(), s.sumProducts(), s.sumSquaresB()),
                List.of(above(kpi), below(kpi))));
    }

    private static Sample adjusted(Kpi kpi, KpiSums s, Covariate covariate) {
        KpiSums.Covariate x = Objects.requireNonNull(s.covariate(), "an adjusted KPI has a covariate");
        return Sample.of(new JointMoments(
                s.n(),
                List.of(s.sumA(), x.sum()),
                List.of(s.sumSquaresA(), x.sumProductsA(), x.sumSquares()),
                List.of(kpi.scale(), covariate.scale())));
    }

    /** The covariate of a unit over the constant 1 is its mean per unit. */
    private static Sample adjustedRatio(Kpi kpi, KpiSums s, Covariate covariate) {
        KpiSums.Covariate x = Objects.requireNonNull(s.covariate(), "an adjusted KPI has a covariate");
        BigInteger n = BigInteger.valueOf(s.n());
        return Sample.of(new JointMoments(
                s.n(),
                List.of(s.sumA(), s.sumB(), x.sum(), n),
                List.of(
                        s.sumSquaresA(),
                        s.sumProducts(),
                        x.sumProductsA(),
                        s.sumA(),
                        s.sumSquaresB(),
                        x.sumProductsB(),
                        s.sumB(),
                        x.sumSquares(),
                        x.sum(),
                        n),
                List.of(above(kpi), below(kpi), covariate.scale(), 0)));
    }

    /** Of a ratio the two KPIs' scales; of a KPI of subjects its own, and none of the number of their decisions. */
    static int above(Kpi kpi) {
        return kpi instanceof RatioKpi ratio ? ratio.numerator().scale() : kpi.scale();
    }

    static int below(Kpi kpi) {
        return kpi instanceof RatioKpi ratio ? ratio.denominator().scale() : 0;
    }

    /** The distribution of fixed-n intervals is Student's unless the contrast says otherwise. */
    static boolean isWelch(Contrast contrast) {
        return contrast.reference() == Reference.WELCH && Double.isFinite(contrast.degreesOfFreedom());
    }
}
