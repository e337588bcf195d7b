package dev.upshot.streams.lift;

import dev.upshot.stats.Moments;
import dev.upshot.stats.RatioMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.RatioKpi;
import java.math.BigInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one arm in one KPI.
 *
 * @param n units
 * @param events what the gate counts
 * @param mean the arm's figure; null without units or with nothing to divide by
 * @param variance of one unit; null below two units
 */
record ArmFigures(
        long n,
        long events,
        @Nullable Double mean,
        @Nullable Double variance) {

    static ArmFigures of(Plan plan, Kpi kpi, KpiSums sums, IntFunction<KpiSums> ofEvery) {
        long events = kpi instanceof NetKpi net ? events(plan, net, ofEvery) : events(kpi, sums);
        if (plan.isPaired(kpi)) {
            RatioMoments ratio = new RatioMoments(
                    sums.n(),
                    sums.sumA(),
                    sums.sumSquaresA(),
                    sums.sumB(),
                    sums.sumSquaresB(),
                    sums.sumProducts(),
                    Comparison.above(kpi),
                    Comparison.below(kpi));
            return new ArmFigures(sums.n(), events, orNull(ratio.mean()), orNull(ratio.variance()));
        }
        Moments moments = new Moments(sums.n(), sums.sumA(), sums.sumSquaresA(), kpi.scale());
        return new ArmFigures(sums.n(), events, orNull(moments.mean()), orNull(moments.variance()));
    }

    /**
     * The events of an arm in a net value, given its sums of every KPI of the plan: the least of the parts, each for itself. A sum is
     * as near to a normal distribution as its worst part, whatever the prices, and a rare loss is waited for.
     */
    static long events(Plan plan, NetKpi kpi, IntFunction<KpiSums> ofEvery) {
        return kpi.parts().stream()
                .mapToLong(part -> events(part, ofEvery.apply(plan.kpis().indexOf(part))))
                .min()
                .orElseThrow();
    }

    /**
     * The events of an arm in a KPI that is no net value. Of a binary KPI the rarer of successes and failures, at most the
     * units. Of amounts, counts and values (Σa)²/Σa², rounded down: at most the units that are not zero, equal to them if all
     * are alike, and far fewer where a few outweigh the others, which is what the gate waits for. Of a ratio the lesser of its
     * parts.
     */
    static long events(Kpi kpi, KpiSums sums) {
        if (kpi instanceof RatioKpi ratio) {
            return Math.min(
                    part(ratio.numerator(), sums.n(), sums.sumA(), sums.sumSquaresA()),
                    part(ratio.denominator(), sums.n(), sums.sumB(), sums.sumSquaresB()));
        }
        if (kpi instanceof BinaryKpi) {
            long units = sums.sumB().signum() == 0 ? sums.n() : sums.sumB().longValueExact();
            long successes = sums.sumA().longValueExact();
            return Math.min(sums.n(), Math.min(successes, units - successes));
        }
        return part(kpi, sums.n(), sums.sumA(), sums.sumSquaresA());
    }

    private static long part(Kpi kpi, long n, BigInteger sum, BigInteger squares) {
        if (kpi instanceof BinaryKpi) {
            return Math.min(n, sum.longValueExact());
        }
        return squares.signum() == 0 ? 0 : sum.multiply(sum).divide(squares).longValueExact();
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
