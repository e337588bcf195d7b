package dev.upshot.report.chart;

import dev.upshot.report.notation.Decimals;
import dev.upshot.stats.Estimate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A shared axis of relative changes: holds zero and every estimate; an interval far wider than the others is cut so
 * that it cannot squash them.
 *
 * @param lower left end, a share
 * @param upper right end, a share
 * @param ticks round values inside, zero among them
 */
record Axis(double lower, double upper, List<BigDecimal> ticks) {
    private static final double PADDING = 0.08;
    private static final int MOST_TICKS = 6;
    private static final int[] STEPS = {1, 2, 5};

    static Axis around(List<Estimate> changes) {
        double reach = reach(changes);
        double low = changes.stream()
                .mapToDouble(change -> Math.max(change.lower(), -reach))
                .reduce(0, Math::min);
        double high = changes.stream()
                .mapToDouble(change -> Math.min(change.upper(), reach))
                .reduce(0, Math::max);
        double padding = (high - low) * PADDING;
        return new Axis(low - padding, high + padding, ticks(low - padding, high + padding));
    }

    /** Decimal places of a tick in per cent. */
    int places() {
        return ticks.stream()
                .mapToInt(tick -> tick.movePointRight(2).stripTrailingZeros().scale())
                .reduce(0, Math::max);
    }

    /** Where a value lies between the ends, 0 to 1; what lies outside is cut at them. */
    double share(double value) {
        return (Math.max(lower, Math.min(upper, value)) - lower) / (upper - lower);
    }

    /** A tick in words. */
    String label(BigDecimal tick) {
        return Decimals.signed(tick.doubleValue() * 100, places()) + " %";
    }

    /** As far from zero as the axis goes: every estimate with room around it, and most of the intervals. */
    private static double reach(List<Estimate> changes) {
        double[] bounds = changes.stream()
                .mapToDouble(change -> Math.max(Math.abs(change.lower()), Math.abs(change.upper())))
                .sorted()
                .toArray();
        double farthest = changes.stream()
                .mapToDouble(change -> Math.abs(change.value()))
                .max()
                .orElse(0);
        return Math.max(2 * farthest, 1.5 * bounds[bounds.length / 2]);
    }

    private static List<BigDecimal> ticks(double lower, double upper) {
        BigDecimal step = step(upper - lower);
        List<BigDecimal> ticks = new ArrayList<>();
        BigDecimal tick = BigDecimal.ZERO;
        while (tick.subtract(step).doubleValue() >= lower) {
            tick = tick.subtract(step);
        }
        for (; tick.doubleValue() <= upper; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return List.copyOf(ticks);
    }

    /** The smallest of 1, 2 or 5 times a power of ten that divides the span into few enough parts. */
    private static BigDecimal step(double span) {
        for (BigDecimal power = new BigDecimal("1e-9"); ; power = power.movePointRight(1)) {
            for (int times : STEPS) {
                BigDecimal step = power.multiply(BigDecimal.valueOf(times));
                if (step.doubleValue() * MOST_TICKS >= span) {
                    return step;
                }
            }
        }
    }
}
