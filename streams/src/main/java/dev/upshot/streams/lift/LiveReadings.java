package dev.upshot.streams.lift;

import dev.upshot.event.Lift;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The live rows of one plan: figures of all units there are, verdicts of the latest official reading. */
final class LiveReadings {

    private final Plan plan;
    private final CellMoments layout;
    private final LiftRows rows;
    private final OfficialReadings official;
    private final Trust trust;
    private final Closings[] tierOfKpi;
    private final TreeMap<Slot, byte[][]> live = new TreeMap<>();
    private final TreeSet<Slot> changed = new TreeSet<>();
    private final Map<Integer, Integer> segmentsShown = new HashMap<>();
    private long computed;

    LiveReadings(
            Plan plan,
            CellMoments layout,
            LiftRows rows,
            OfficialReadings official,
            Trust trust,
            Closings[] tierOfKpi) {
        this.plan = plan;
        this.layout = layout;
        this.rows = rows;
        this.official = official;
        this.trust = trust;
        this.tierOfKpi = tierOfKpi;
    }

    /** Adds to the totals of a slot and arm. */
    void add(Slot slot, int arm, byte[] difference) {
        layout.merge(live.computeIfAbsent(slot, any -> layout.zeros(plan.arms().size()))[arm], difference);
        touch(slot);
    }

    /** The slot counts as changed. */
    void touch(Slot slot) {
        changed.add(slot);
    }

    /** How many rows were computed. */
    long computed() {
        return computed;
    }

    /** Every slot counts as changed: what was published before is not known. */
    void touchAll() {
        changed.addAll(live.keySet());
    }

    /** The rows of the slots that changed since the last time, in order. */
    void drainChanged(PlanLifts.LiveRows sink) {
        for (int dimension = 0; dimension < plan.segments().size(); dimension++) {
            int shown = segments(dimension);
            Integer before = segmentsShown.put(dimension, shown);
            if (before == null || before != shown) {
                // The error rate is shared by the segments: all rows of the dimension change.
                int which = dimension;
                live.keySet().stream().filter(slot -> slot.dimension() == which).forEach(changed::add);
            }
        }
        for (Slot slot : changed) {
            byte[][] totals = live.get(slot);
            byte[][] units = totals == null || isEmpty(totals) ? null : totals;
            for (int kpi = 0; kpi < tierOfKpi.length; kpi++) {
                for (int arm = 1; arm < plan.arms().size(); arm++) {
                    sink.take(
                            slot,
                            plan.kpis().get(kpi).name(),
                            plan.arms().get(arm),
                            units == null ? null : live(slot, units, kpi, arm));
                }
            }
        }
        changed.clear();
    }

    private int segments(int dimension) {
        int count = 0;
        for (Map.Entry<Slot, byte[][]> slot : live.entrySet()) {
            if (slot.getKey().dimension() == dimension && !isEmpty(slot.getValue())) {
                count++;
            }
        }
        return count;
    }

    private boolean isEmpty(byte[][] totals) {
        for (byte[] arm : totals) {
            if (!layout.isEmpty(arm)) {
                return false;
            }
        }
        return true;
    }

    private Lift live(Slot slot, byte[][] totals, int kpi, int arm) {
        computed++;
        Kpi of = plan.kpis().get(kpi);
        Inference inference = plan.inference();
        Comparison comparison =
                Comparison.of(plan, kpi, k -> layout.sums(totals[0], k), k -> layout.sums(totals[arm], k));
        long units = comparison.units();
        boolean fixed = slot.dimension() == Slot.OVERALL && inference.method() == Inference.Method.FIXED;
        double alpha = slot.dimension() == Slot.OVERALL
                ? inference.alpha()
                : inference.alpha() / Math.max(1, segmentsShown.getOrDefault(slot.dimension(), 1));
        Looking looking = fixed
                ? Looking.fixed(inference, comparison.contrast(), false)
                : Looking.anytime(inference, alpha, units);
        Lift figures = rows.figures(of, plan.arms().get(arm), slot, comparison, looking);
        return rows.live(
                figures,
                official.latest(slot, kpi, arm),
                matureShare(slot, kpi, arm, units),
                trust.report(of, plan.arms().get(arm)));
    }

    private @Nullable Double matureShare(Slot slot, int kpi, int arm, long units) {
        if (units == 0) {
            return null;
        }
        byte[][] closed = tierOfKpi[kpi].totals(slot);
        if (closed == null) {
            return 0.0;
        }
        long mature = counted(closed[0], kpi) + counted(closed[arm], kpi);
        return (double) mature / (double) units;
    }

    private long counted(byte[] moments, int kpi) {
        KpiSums sums = layout.sums(moments, kpi);
        KpiSums.Ages ages = sums.ages();
        return ages == null ? sums.n() : ages.cases();
    }
}
