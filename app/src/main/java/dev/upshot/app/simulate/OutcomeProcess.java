package dev.upshot.app.simulate;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.CountKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Moment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the outcomes of one name come about. All KPIs that read the name see the same events, so they are simulated
 * together: every counted outcome lies inside the shortest of their windows.
 *
 * @param number its place in the plan
 * @param outcome the name
 * @param kpis those who read it
 * @param isBinary whether one of them is binary: the values are 0 or 1
 * @param isAmount whether one of them is an amount
 * @param shortest the shortest window, milliseconds
 * @param longest the longest window, milliseconds
 * @param happens in how many of ten thousand decisions there is an outcome at all, in every arm alike
 * @param values per arm, what the outcomes of a decision amount to, in the smallest unit of {@code scale}
 * @param scale decimals of the values
 * @param currency of the values, where they are money
 * @param times per arm, milliseconds from the start to the first outcome; null where no KPI looks at the time
 * @param fromRequest whether these start with the request, not with the decision
 * @param namesDecision whether its outcomes name their decision; where every reader joins by subject they do not
 */
record OutcomeProcess(
        int number,
        String outcome,
        List<Kpi> kpis,
        boolean isBinary,
        boolean isAmount,
        long shortest,
        long longest,
        int happens,
        List<Levels> values,
        int scale,
        @Nullable String currency,
        @Nullable List<Levels> times,
        boolean fromRequest,
        boolean namesDecision) {

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    /** In how many of ten thousand cases an amount of more than one unit is told in two parts. */
    static final int IN_PARTS = 1_500;

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    /** The value of an event: whole smallest units as a double, exactly as a plan of this scale reads it back. */
    double value(long units) {
        return (double) units / (double) power(scale);
    }

    /**
     * The expected value of a counted unit; of a duration the mean within the horizon.
     *
     * @param arm its place, 0 for the baseline
     * @param meanLead expected milliseconds from request to decision
     */
    double mean(Kpi kpi, int arm, BigDecimal meanLead) {
        if (kpi instanceof DurationKpi duration) {
            return meanDuration(duration, arm, meanLead);
        }
        if (kpi instanceof CountKpi) {
            return meanCount(kpi, arm);
        }
        BigDecimal units = values.get(arm).mean(seenBy(kpi));
        BigDecimal counted = kpi.missing() == Missing.EXCLUDE
                ? units
                : units.multiply(BigDecimal.valueOf(happens)).divide(TEN_THOUSAND);
        return counted.movePointLeft(kpi.scale()).round(MathContext.DECIMAL64).doubleValue();
    }

    private double meanCount(Kpi kpi, int arm) {
        long most = kpi.cap() == null ? Long.MAX_VALUE : kpi.cap();
        BigDecimal one = BigDecimal.valueOf(Math.min(most, power(kpi.scale())));
        BigDecimal second =
                BigDecimal.valueOf(Math.min(most, 2 * power(kpi.scale()))).subtract(one);
        BigDecimal inParts = values.get(arm)
                .mean(units -> isAmount && !isBinary && units > 1 ? IN_PARTS : 0)
                .divide(TEN_THOUSAND);
        BigDecimal counted = one.add(second.multiply(inParts));
        if (kpi.missing() == Missing.ZERO) {
            counted = counted.multiply(BigDecimal.valueOf(happens)).divide(TEN_THOUSAND);
        }
        return counted.movePointLeft(kpi.scale()).round(MathContext.DECIMAL64).doubleValue();
    }

    private double meanDuration(DurationKpi kpi, int arm, BigDecimal meanLead) {
        if (times == null) {
            throw new IllegalStateException("a duration KPI without times: " + kpi.name());
        }
        BigDecimal millis = times.get(arm).mean(time -> time);
        if (fromRequest && kpi.from().equals(Moment.DECIDED_AT)) {
            millis = millis.subtract(meanLead);
        }
        // As it is measured: a case that does not end counts as the horizon.
        BigDecimal ended = millis.multiply(BigDecimal.valueOf(happens));
        BigDecimal open = BigDecimal.valueOf(kpi.window().toMillis())
                .multiply(TEN_THOUSAND.subtract(BigDecimal.valueOf(happens)));
        return ended.add(open)
                .divide(TEN_THOUSAND)
                .movePointLeft(3)
                .round(MathContext.DECIMAL64)
                .doubleValue();
    }

    private LongUnaryOperator seenBy(Kpi kpi) {
        if (kpi instanceof AmountKpi amount) {
            long finer = power(amount.scale() - scale);
            long cap = amount.cap() == null ? Long.MAX_VALUE : amount.cap();
            return value -> Math.max(-cap, Math.min(cap, value * finer));
        }
        return value -> value == 0 ? 0 : 1;
    }

    /** A power of ten, up to the ninth. */
    static long power(int exponent) {
        return POWERS[exponent];
    }
}
