package dev.upshot.streams.lift;

import dev.upshot.event.Estimate;
import dev.upshot.event.Lift;
import dev.upshot.stats.Moments;
import dev.upshot.stats.RatioMoments;
import dev.upshot.stats.WelchDifference;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.RatioKpi;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The lifts of one plan as they are published: the numbers of {@link WelchDifference} over the exact totals of two arms.
 *
 * <p>The interval is a fixed-n interval; the row's method says so.
 */
public final class LiftRows {

    private static final String METHOD = "welch_fixed_n";

    private final String generation;
    private final Plan plan;
    private final CellMoments layout;

    private LiftRows(String generation, Plan plan) {
        this.generation = generation;
        this.plan = plan;
        this.layout = CellMoments.of(plan);
    }

    /** The rows of a plan that is measured in this generation of plans. */
    public static LiftRows of(String generation, Plan plan) {
        return new LiftRows(generation, plan);
    }

    /**
     * The lift of one candidate in one KPI and slot.
     *
     * @param kpi index of the KPI in the plan
     * @param candidate the candidate arm
     * @param slot the slot
     * @param baselineTotals moments of the baseline arm in the slot, see {@link CellMoments}
     * @param candidateTotals moments of the candidate arm in the slot
     */
    public Lift row(int kpi, String candidate, Slot slot, byte[] baselineTotals, byte[] candidateTotals) {
        Kpi measured = plan.kpis().get(kpi);
        KpiSums a = layout.sums(baselineTotals, kpi);
        KpiSums b = layout.sums(candidateTotals, kpi);
        double alpha = plan.inference().alpha();
        if (layout.isPaired(kpi)) {
            RatioMoments baseline = ratio(a, measured);
            RatioMoments compared = ratio(b, measured);
            WelchDifference difference = WelchDifference.of(baseline, compared, alpha);
            return row(measured, candidate, slot, difference)
                    .setNBaseline(baseline.n())
                    .setNCandidate(compared.n())
                    .setMeanBaseline(orNull(baseline.mean()))
                    .setMeanCandidate(orNull(compared.mean()))
                    .setVarianceBaseline(orNull(baseline.variance()))
                    .setVarianceCandidate(orNull(compared.variance()))
                    .build();
        }
        Moments baseline = moments(a, measured.scale());
        Moments compared = moments(b, measured.scale());
        WelchDifference difference = WelchDifference.of(baseline, compared, alpha);
        return row(measured, candidate, slot, difference)
                .setNBaseline(baseline.n())
                .setNCandidate(compared.n())
                .setMeanBaseline(orNull(baseline.mean()))
                .setMeanCandidate(orNull(compared.mean()))
                .setVarianceBaseline(orNull(baseline.variance()))
                .setVarianceCandidate(orNull(compared.variance()))
                .build();
    }

    private Lift.Builder row(Kpi kpi, String candidate, Slot slot, WelchDifference difference) {
        return Lift.newBuilder()
                .setGeneration(generation)
                .setUseCase(plan.useCase())
                .setPlanVersion(plan.version())
                .setKpi(kpi.name())
                .setArm(candidate)
                .setBaseline(plan.baseline())
                .setSegmentDimension(slot.dimensionName(plan))
                .setSegmentValue(slot.value())
                .setAbsolute(estimate(difference.absolute()))
                .setRelative(estimate(difference.relative()))
                .setDegreesOfFreedom(boxed(difference.degreesOfFreedom()))
                .setMultiplier(boxed(difference.criticalValue()))
                .setEstimator(METHOD)
                .setAlpha(plan.inference().alpha())
                .setReason(difference.reason().map(reason -> reason.code()).orElse(null));
    }

    private static Moments moments(KpiSums sums, int scale) {
        return new Moments(sums.n(), sums.sumA(), sums.sumSquaresA(), scale);
    }

    /** Of a ratio the two KPIs' scales; of a KPI of subjects its own, and none of the number of their decisions. */
    private static RatioMoments ratio(KpiSums sums, Kpi kpi) {
        boolean twoKpis = kpi instanceof RatioKpi;
        int above = twoKpis ? ((RatioKpi) kpi).numerator().scale() : kpi.scale();
        int below = twoKpis ? ((RatioKpi) kpi).denominator().scale() : 0;
        return new RatioMoments(
                sums.n(),
                sums.sumA(),
                sums.sumSquaresA(),
                sums.sumB(),
                sums.sumSquaresB(),
                sums.sumProducts(),
                above,
                below);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private static @Nullable Estimate estimate(dev.upshot.stats.@Nullable Estimate e) {
        return e == null ? null : new Estimate(e.value(), e.standardError(), e.lower(), e.upper());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
