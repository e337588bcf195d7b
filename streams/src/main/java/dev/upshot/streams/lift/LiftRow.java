package dev.upshot.streams.lift;

import dev.upshot.event.Estimate;
import dev.upshot.event.Lift;
import dev.upshot.stats.Moments;
import dev.upshot.stats.WelchDifference;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One lift as it is published: the numbers of {@link WelchDifference} over the exact totals of two arms.
 *
 * <p>The interval is a fixed-n interval; the row's method says so.
 */
public final class LiftRow {

    private static final String METHOD = "welch_fixed_n";

    private LiftRow() {}

    /**
     * The lift of one candidate in one KPI and slot.
     *
     * @param generation the generation of plans
     * @param plan the plan
     * @param kpi index of the KPI in the plan
     * @param candidate the candidate arm
     * @param slot the slot
     * @param baselineTotals moments of the baseline arm in the slot, see {@link CellMoments}
     * @param candidateTotals moments of the candidate arm in the slot
     */
    public static Lift of(
            String generation,
            Plan plan,
            int kpi,
            String candidate,
            Slot slot,
            byte[] baselineTotals,
            byte[] candidateTotals) {
        Kpi measured = plan.kpis().get(kpi);
        Moments a = moments(baselineTotals, kpi, measured.scale());
        Moments b = moments(candidateTotals, kpi, measured.scale());
        double alpha = plan.inference().alpha();
        WelchDifference difference = WelchDifference.of(a, b, alpha);
        return new Lift(
                generation,
                plan.useCase(),
                plan.version(),
                measured.name(),
                candidate,
                plan.baseline(),
                slot.dimensionName(plan),
                slot.value(),
                a.n(),
                b.n(),
                a.n() < 1 ? null : (Double) a.mean(),
                b.n() < 1 ? null : (Double) b.mean(),
                a.n() < 2 ? null : (Double) a.variance(),
                b.n() < 2 ? null : (Double) b.variance(),
                estimate(difference.absolute()),
                estimate(difference.relative()),
                boxed(difference.degreesOfFreedom()),
                boxed(difference.criticalValue()),
                METHOD,
                alpha,
                difference.reason().map(reason -> reason.code()).orElse(null));
    }

    private static Moments moments(byte[] totals, int kpi, int scale) {
        return new Moments(
                CellMoments.n(totals, kpi), CellMoments.sum(totals, kpi), CellMoments.sumSquares(totals, kpi), scale);
    }

    private static @Nullable Estimate estimate(dev.upshot.stats.@Nullable Estimate e) {
        return e == null ? null : new Estimate(e.value(), e.standardError(), e.lower(), e.upper());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
