package dev.upshot.streams.lift;

import dev.upshot.event.Lift;
import dev.upshot.event.TrustCheck;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The lifts of one plan, from the cells of its days: live rows of what changed, and at the close of each cohort day the official readings,
 * trust checks and the false-positive meter.
 *
 * <p>Closes are worked off in the order of the moments at which days became final, whatever the clock leaps over. So what is said at a close
 * is a function of the cells of the days closed until then: the same after a restart, a replay, or with other partitions.
 *
 * <p>Kept are, besides the live totals, the days that are not closed in every KPI and the totals of the closed days: they
 * grow with the values of the segments, not with time.
 */
public final class PlanLifts {

    private static final long NEVER = Long.MAX_VALUE;

    private final Plan plan;
    private final Slot overall;
    private final CellMoments layout;
    private final List<Closings> tiers = new ArrayList<>();
    private final TreeMap<Integer, Map<Slot, byte[][]>> days = new TreeMap<>();
    private final Trust trust;
    private final Meters meters;
    private final OfficialReadings official;
    private final LiveReadings live;

    /**
     * The lifts of a plan before its first cell.
     *
     * @param generation the generation that measures it
     * @param ordinal place of the plan in its generation
     * @param plan the plan
     */
    public PlanLifts(String generation, int ordinal, Plan plan) {
        this.plan = plan;
        overall = Slot.overall(ordinal);
        layout = CellMoments.of(plan);
        trust = new Trust(generation, plan, layout);
        meters = new Meters(generation, plan, layout);
        Closings[] tierOfKpi = new Closings[plan.kpis().size()];
        for (int kpi = 0; kpi < tierOfKpi.length; kpi++) {
            tierOfKpi[kpi] = tier(plan.kpis().get(kpi).window());
            tierOfKpi[kpi].kpis().add(kpi);
        }
        tiers.sort(Comparator.comparing(Closings::window));
        LiftRows rows = new LiftRows(generation, plan);
        official = new OfficialReadings(plan, layout, rows, trust, tierOfKpi);
        live = new LiveReadings(plan, layout, rows, official, trust, tierOfKpi);
    }

    private Closings tier(Duration window) {
        for (Closings tier : tiers) {
            if (tier.window().equals(window)) {
                return tier;
            }
        }
        Closings tier = new Closings(plan, window, layout);
        tiers.add(tier);
        return tier;
    }

    /**
     * Adds to a cell.
     *
     * @param arm ordinal of the arm, the baseline is 0
     * @param cohortDay days since 1970
     * @param segments values in the order of the plan's dimensions
     * @param difference moments to add
     */
    public void add(int arm, int cohortDay, List<String> segments, byte[] difference) {
        add(overall, arm, cohortDay, difference);
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            add(new Slot(overall.plan(), dimension, segments.get(dimension)), arm, cohortDay, difference);
        }
    }

    private void add(Slot slot, int arm, int cohortDay, byte[] difference) {
        live.add(slot, arm, difference);
        if (!isClosedEverywhere(cohortDay)) {
            layout.merge(
                    days.computeIfAbsent(cohortDay, any -> new TreeMap<>())
                            .computeIfAbsent(
                                    slot, any -> layout.zeros(plan.arms().size()))[arm],
                    difference);
        }
    }

    private boolean isClosedEverywhere(int day) {
        return tiers.get(tiers.size() - 1).hasClosed(day);
    }

    /**
     * Closes what has become final.
     *
     * @param clock the least final clock of all partitions, milliseconds since the epoch
     * @param sink takes official readings, trust checks and meters, in an order that is always the same
     */
    public void advance(long clock, Consumer<SpecificRecord> sink) {
        while (true) {
            long next = nextClose();
            if (next > clock || next == NEVER) {
                return;
            }
            close(next, sink);
        }
    }

    private long nextClose() {
        long next = NEVER;
        for (Closings tier : tiers) {
            OptionalInt day = tier.next(days);
            if (day.isPresent()) {
                next = Math.min(next, tier.finalAt(day.getAsInt()));
            }
        }
        return next;
    }

    /** Everything that becomes final at one moment: first the days are added, then is looked at them. */
    private void close(long at, Consumer<SpecificRecord> sink) {
        Map<Closings, List<Slot>> closed = new HashMap<>();
        for (Closings tier : tiers) {
            OptionalInt day = tier.next(days);
            if (day.isPresent() && tier.finalAt(day.getAsInt()) == at) {
                List<Slot> slots = tier.close(day.getAsInt(), days.getOrDefault(day.getAsInt(), Map.of()));
                if (tier.isLastLook(day.getAsInt()) && !slots.contains(overall)) {
                    slots.add(overall);
                }
                closed.put(tier, slots);
            }
        }
        for (Closings tier : tiers) {
            if (closed.getOrDefault(tier, List.of()).contains(overall)) {
                check(tier, sink);
            }
        }
        TreeMap<Slot, List<Integer>> read = new TreeMap<>();
        for (Closings tier : tiers) {
            for (Slot slot : closed.getOrDefault(tier, List.of())) {
                read.computeIfAbsent(slot, any -> new ArrayList<>()).addAll(tier.kpis());
            }
        }
        read.forEach((slot, kpis) -> read(slot, kpis, sink));
        while (!days.isEmpty() && isClosedEverywhere(days.firstKey())) {
            days.pollFirstEntry();
        }
    }

    private void check(Closings tier, Consumer<SpecificRecord> sink) {
        byte[][] totals = tier.totals(overall);
        if (totals == null) {
            return;
        }
        Set<String> failures = trust.failures();
        List<TrustCheck> checks = new ArrayList<>();
        if (tier.window().equals(plan.horizon())) {
            // Which decisions count, and who lies in several arms, is final no sooner than the plan's horizon.
            checks.addAll(trust.decided(totals, tier.throughDay()));
        }
        for (int kpi : tier.kpis()) {
            checks.addAll(trust.matured(kpi, totals, tier.throughDay()));
            sink.accept(meters.read(kpi, totals[0], tier.throughDay()));
        }
        checks.forEach(sink);
        if (!trust.failures().equals(failures)) {
            live.touchAll(); // what a failed check withholds, it withholds in every slot
        }
    }

    private void read(Slot slot, List<Integer> kpis, Consumer<SpecificRecord> sink) {
        official.read(slot, kpis).forEach(sink);
        live.touch(slot);
    }

    /** Every slot counts as changed: what was published before is not known. */
    public void touchAll() {
        live.touchAll();
    }

    /**
     * The live rows of the slots that changed since the last time, in order.
     *
     * @param sink takes each slot with its rows
     */
    public void drainChanged(LiveRows sink) {
        live.drainChanged(sink);
    }

    /** Takes the live rows. */
    @FunctionalInterface
    public interface LiveRows {
        /** A row, or null where nothing counts any more. */
        void take(Slot slot, String kpi, String arm, @Nullable Lift row);
    }

    /** How many rows were computed so far: shows that only what changed is. */
    public long computed() {
        return official.computed() + live.computed();
    }
}
