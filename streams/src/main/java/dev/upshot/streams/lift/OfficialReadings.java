package dev.upshot.streams.lift;

import dev.upshot.event.Lift;
import dev.upshot.stats.multiple.AdjustedPValues;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.Looks;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The official readings of one plan, each made once, at the close of a cohort day, and the latest of each slot. */
final class OfficialReadings {

    private final Plan plan;
    private final CellMoments layout;
    private final LiftRows rows;
    private final Trust trust;
    private final Closings[] tierOfKpi;
    private final Map<Slot, Lift[][]> latest = new HashMap<>();
    private long computed;

    OfficialReadings(Plan plan, CellMoments layout, LiftRows rows, Trust trust, Closings[] tierOfKpi) {
        this.plan = plan;
        this.layout = layout;
        this.rows = rows;
        this.trust = trust;
        this.tierOfKpi = tierOfKpi;
    }

    /** The latest reading of a slot; null before the first. */
    @Nullable
    Lift latest(Slot slot, int kpi, int arm) {
        Lift[][] known = latest.get(slot);
        return known == null ? null : known[kpi][arm];
    }

    /** How many were made. */
    long computed() {
        return computed;
    }

    /** Reads a slot in the KPIs that close at one moment; in the order of KPIs and arms. */
    List<Lift> read(Slot slot, List<Integer> kpis) {
        Lift[][] last = latest.computeIfAbsent(
                slot, any -> new Lift[tierOfKpi.length][plan.arms().size()]);
        boolean[][] fresh = new boolean[last.length][plan.arms().size()];
        List<Lift> inOrder = new ArrayList<>();
        for (int kpi : kpis.stream().sorted(Comparator.naturalOrder()).toList()) {
            for (int arm = 1; arm < plan.arms().size(); arm++) {
                Lift row = reading(kpi, arm, slot);
                if (row != null) {
                    last[kpi][arm] = row;
                    fresh[kpi][arm] = true;
                    inOrder.add(row);
                }
            }
        }
        adjust(slot, last, fresh);
        return inOrder;
    }

    /** The official reading at a close; null where the clock has no look left. */
    private @Nullable Lift reading(int kpi, int arm, Slot slot) {
        Closings tier = tierOfKpi[kpi];
        byte[][] totals = tier.totals(slot);
        if (totals == null) {
            return null;
        }
        Kpi of = plan.kpis().get(kpi);
        Comparison comparison =
                Comparison.of(plan, kpi, k -> layout.sums(totals[0], k), k -> layout.sums(totals[arm], k));
        Looking looking = official(kpi, arm, slot, comparison);
        if (looking == null) {
            return null;
        }
        computed++;
        double perDay = (double) comparison.units() / (double) tier.days();
        String candidate = plan.arms().get(arm);
        Lift row = rows.judged(of, candidate, slot, comparison, looking, trust.report(of, candidate), perDay);
        LocalDate day = tier.throughDay();
        row.setCohortDay(day);
        row.setFinalAt(Instant.ofEpochMilli(tier.finalAt((int) day.toEpochDay())));
        return row;
    }

    /** Segments are always read by a sequence: no plan says how many units a segment will have. */
    private @Nullable Looking official(int kpi, int arm, Slot slot, Comparison comparison) {
        Inference inference = plan.inference();
        Closings tier = tierOfKpi[kpi];
        long units = comparison.units();
        if (slot.dimension() != Slot.OVERALL) {
            double alpha = inference.alpha() / Math.max(1, tier.slots(slot.dimension()));
            return Looking.anytime(inference, alpha, units);
        }
        return switch (inference.method()) {
            case CONFIDENCE_SEQUENCE -> Looking.anytime(inference, inference.alpha(), units);
            case FIXED -> fixed(tier, kpi, arm, comparison);
            case GROUP_SEQUENTIAL -> spend(tier, kpi, arm, units);
        };
    }

    /** The one look is at the first close with the planned units, or at the horizon; after it there is none. */
    private @Nullable Looking fixed(Closings tier, int kpi, int arm, Comparison comparison) {
        if (tier.hasLooked(kpi, arm)) {
            return null;
        }
        Inference inference = plan.inference();
        boolean due = comparison.units() >= inference.plannedUnits()
                || Looking.endsHorizon(inference.horizon(), tier.days() - 1);
        if (due) {
            tier.looked(kpi, arm);
        }
        return Looking.fixed(inference, comparison.contrast(), due);
    }

    private @Nullable Looking spend(Closings tier, int kpi, int arm, long units) {
        GroupSequential clock = Looking.groupSequential(plan.inference());
        Looks had = tier.looks(kpi, arm);
        Looks looks = had == null ? clock.start() : had;
        if (looks.units() > 0 && looks.finished()) {
            return null;
        }
        boolean isLast = Looking.endsHorizon(plan.inference().horizon(), tier.days() - 1);
        if ((isLast && units > 0) || units > looks.units()) {
            looks = isLast ? looks.last(units) : looks.next(units);
            tier.keep(kpi, arm, looks);
        }
        return Looking.spending(looks);
    }

    /**
     * Over the KPIs and arms of a slot as they stand, in segments times the number of those that are compared: Holm for any false claim,
     * Benjamini and Hochberg for the share of false claims. Sequential p-values are 1/e, for which the latter holds under any dependence
     * (Wang, R., Ramdas, A. (2022). False discovery rate control with e-values. JRSS B 84, 822–852).
     */
    private void adjust(Slot slot, Lift[][] last, boolean[][] fresh) {
        List<Lift> family = new ArrayList<>();
        List<Integer> ofKpi = new ArrayList<>();
        List<Boolean> isFresh = new ArrayList<>();
        for (int kpi = 0; kpi < last.length; kpi++) {
            for (int arm = 1; arm < last[kpi].length; arm++) {
                Lift lift = last[kpi][arm];
                if (lift != null && lift.getPValue() != null) {
                    family.add(lift);
                    ofKpi.add(kpi);
                    isFresh.add(fresh[kpi][arm]);
                }
            }
        }
        double[] pValues = family.stream().mapToDouble(Lift::getPValue).toArray();
        double[] familyWise = AdjustedPValues.holm(pValues);
        double[] discovery = AdjustedPValues.benjaminiHochberg(pValues);
        for (int i = 0; i < pValues.length; i++) {
            if (isFresh.get(i)) {
                int times = slot.dimension() == Slot.OVERALL ? 1 : tierOfKpi[ofKpi.get(i)].slots(slot.dimension());
                family.get(i).setAdjustedPValue(Math.min(1, familyWise[i] * times));
                family.get(i).setFdrAdjustedPValue(Math.min(1, discovery[i] * times));
            }
        }
    }
}
