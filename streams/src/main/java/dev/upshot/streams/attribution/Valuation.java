package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.SeveralArms;
import dev.upshot.streams.plan.ValueKpi;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the units of a journey are worth in every KPI under one reading of the facts.
 *
 * <p>A unit's value in a KPI is judged by the facts with event time from one horizon before the unit's start up to the end of its window, as
 * if there were no others. Where that cuts no correction in two, one look at the whole journey serves all units.
 */
final class Valuation {
    private static final long DAY_MILLIS = 86_400_000L;

    private final @Nullable KpiRule[] rules;
    private final @Nullable Composition[] compositions;
    private final Units units;
    private final long horizon;
    private final boolean excludesMixed;

    Valuation(Plan plan) {
        List<Kpi> kpis = plan.kpis();
        units = new Units(plan);
        horizon = plan.horizon().toMillis();
        excludesMixed = plan.severalArms() == SeveralArms.EXCLUDE;
        rules = new KpiRule[kpis.size()];
        compositions = new Composition[kpis.size()];
        int quantities = 0;
        for (int k = 0; k < rules.length; k++) {
            Kpi kpi = kpis.get(k);
            compositions[k] = Composition.of(k, kpis);
            if (compositions[k] == null) {
                rules[k] = KpiRule.of(kpi, quantities, horizon);
                quantities += kpi instanceof ValueKpi ? 1 : 0;
            }
        }
    }

    /** The facts of a journey under one reading, and what is already known of them. */
    record Facts(
            Journey journey,
            Reading reading,
            View whole,
            @Nullable Corrections corrections) {
        static Facts uncorrected(Journey journey) {
            return new Facts(journey, Reading.AS_IT_STANDS, View.ofUncorrected(journey), null);
        }

        static Facts of(Journey journey, Reading reading, Corrections corrections) {
            return new Facts(journey, reading, View.of(journey, Long.MIN_VALUE, Long.MAX_VALUE, reading), corrections);
        }

        /** What holds of the facts in {@code [from, until)}; may hold more of those outside. */
        View view(long from, long until) {
            return isWholeIn(from, until) ? whole : View.of(journey, from, until, reading);
        }

        boolean isWholeIn(long from, long until) {
            return corrections == null || corrections.areUncutBy(from, until);
        }
    }

    /** The units' values in every KPI, in the order of their first decisions. */
    KpiValues[] values(Facts facts, List<Decision> starts) {
        return values(facts, starts, null);
    }

    /** The units' values in some KPIs, null for all; in others they do not count. */
    KpiValues[] values(Facts facts, List<Decision> starts, boolean @Nullable [] wanted) {
        KpiValues[] values = new KpiValues[starts.size()];
        if (values.length == 0) {
            return values;
        }
        for (int u = 0; u < values.length; u++) {
            values[u] = new KpiValues(rules.length);
        }
        int[] from = new int[values.length];
        for (int u = 0; u < values.length; u++) {
            from[u] = units.from(starts.get(u), facts.whole().decisions());
        }
        for (int k = 0; k < rules.length; k++) {
            KpiRule rule = rules[k];
            if (rule != null && (wanted == null || wanted[k])) {
                together(rule, k, facts, starts, from, values);
            }
        }
        for (Composition composition : compositions) {
            if (composition != null) {
                for (KpiValues unit : values) {
                    composition.into(unit);
                }
            }
        }
        return values;
    }

    /** Values all units that see the whole journey's corrections in one go, the others one by one. */
    private void together(KpiRule rule, int kpi, Facts facts, List<Decision> starts, int[] from, KpiValues[] values) {
        List<Decision> counting = facts.whole().decisions();
        long[] limits = new long[counting.size()];
        Arrays.fill(limits, Crediting.NOT_MEASURED);
        int[] until = new int[values.length];
        for (int u = 0; u < values.length; u++) {
            Decision start = starts.get(u);
            long end = start.decidedAt() + rule.window;
            if (facts.isWholeIn(start.decidedAt() - horizon, end)) {
                until[u] = units.until(start, from[u], counting, end);
                for (int i = from[u]; i < until[u]; i++) {
                    limits[i] = end;
                }
            } else {
                alone(rule, kpi, facts, start, values[u]);
            }
        }
        DecisionValues measured = rule.value(facts.whole(), limits);
        for (int u = 0; u < values.length; u++) {
            total(rule, kpi, starts.get(u), counting, from[u], until[u], measured, values[u]);
        }
    }

    private void alone(KpiRule rule, int kpi, Facts facts, Decision start, KpiValues into) {
        long end = start.decidedAt() + rule.window;
        View view = View.of(facts.journey(), start.decidedAt() - horizon, end, facts.reading());
        List<Decision> counting = view.decisions();
        int from = units.from(start, counting);
        int until = units.until(start, from, counting, end);
        if (from < until) {
            long[] limits = new long[counting.size()];
            Arrays.fill(limits, Crediting.NOT_MEASURED);
            Arrays.fill(limits, from, until, end);
            total(rule, kpi, start, counting, from, until, rule.value(view, limits), into);
        }
    }

    private void total(
            KpiRule rule,
            int kpi,
            Decision start,
            List<Decision> counting,
            int from,
            int until,
            DecisionValues measured,
            KpiValues into) {
        if (from < until && !(excludesMixed && isMixed(start, counting, from, until))) {
            long cohortStart = Math.floorDiv(start.decidedAt(), DAY_MILLIS) * DAY_MILLIS;
            measured.total(from, until, rule.cap, cohortStart, into, kpi);
        }
    }

    /** Hears of an outcome's part in a unit's value. */
    @FunctionalInterface
    interface Tracer {
        void credited(Decision decision, OutcomeCredit credit);
    }

    /** Names every outcome that goes into a unit's values. */
    void trace(Facts facts, Decision start, Tracer tracer) {
        for (int k = 0; k < rules.length; k++) {
            KpiRule rule = rules[k];
            if (rule != null) {
                trace(rule, k, facts, start, tracer);
            }
        }
    }

    private void trace(KpiRule rule, int kpi, Facts facts, Decision start, Tracer tracer) {
        long end = start.decidedAt() + rule.window;
        View view = facts.view(start.decidedAt() - horizon, end);
        List<Decision> counting = view.decisions();
        int from = units.from(start, counting);
        int until = units.until(start, from, counting, end);
        if (from < until && !(excludesMixed && isMixed(start, counting, from, until))) {
            long[] limits = new long[counting.size()];
            Arrays.fill(limits, Crediting.NOT_MEASURED);
            Arrays.fill(limits, from, until, end);
            rule.trace(
                    view,
                    limits,
                    (role, decision, outcome, credit, whole) -> tracer.credited(
                            counting.get(decision), new OutcomeCredit(kpi, role, outcome, credit, whole)));
        }
    }

    /** The decisions of a unit that count, judged by the plan's horizon. */
    List<Decision> counting(Facts facts, Decision start) {
        long end = start.decidedAt() + horizon;
        List<Decision> counting = facts.view(start.decidedAt() - horizon, end).decisions();
        int from = units.from(start, counting);
        return counting.subList(from, units.until(start, from, counting, end));
    }

    /** What counts once per unit, judged by the plan's horizon. */
    CreditedUnit.Head head(Facts facts, Decision start) {
        long begin = start.decidedAt() - horizon;
        long end = start.decidedAt() + horizon;
        View view = facts.view(begin, end);
        List<Decision> counting = view.decisions();
        int from = units.from(start, counting);
        int until = units.until(start, from, counting, end);
        int reviewed = 0;
        int overturned = 0;
        for (int i = from; i < until && !view.reviews().isEmpty(); i++) {
            boolean any = false;
            boolean against = false;
            for (Review review : view.reviews()) {
                boolean inside = review.reviewedAt() >= begin && review.reviewedAt() < end;
                if (inside && review.decisionId().equals(counting.get(i).id())) {
                    any = true;
                    against |= review.overturned();
                }
            }
            reviewed += any ? 1 : 0;
            overturned += against ? 1 : 0;
        }
        boolean mixed = until > from && isMixed(start, counting, from, until);
        return new CreditedUnit.Head(until - from, reviewed, overturned, mixed);
    }

    static boolean isMixed(Decision start, List<Decision> counting, int from, int until) {
        for (int i = from; i < until; i++) {
            if (!counting.get(i).arm().equals(start.arm())) {
                return true;
            }
        }
        return false;
    }
}
