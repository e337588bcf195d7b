package dev.upshot.streams.lift;

import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.Lift;
import dev.upshot.event.TrustCheck;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Result;
import dev.upshot.stats.multiple.AdjustedPValues;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.Looks;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * <p>Kept are, besides the live totals, the days that are not closed in every KPI and the totals of the closed days; nothing grows with time.
 */
public final class PlanLifts {

    private static final long NEVER = Long.MAX_VALUE;

    private final Plan plan;
    private final int ordinal;
    private final CellMoments layout;
    private final LiftRows rows;
    private final Trust trust;
    private final List<Closings> tiers = new ArrayList<>();
    private final Closings[] tierOfKpi;
    private final TreeMap<Integer, Map<Slot, byte[][]>> days = new TreeMap<>();
    private final TreeMap<Slot, byte[][]> live = new TreeMap<>();
    private final Map<Slot, Lift[][]> official = new HashMap<>();
    private final Meter[] meters;
    private final TreeSet<Slot> changed = new TreeSet<>();
    private final Map<Integer, Integer> segmentsShown = new HashMap<>();
    private long computed;

    /** What the comparison of the baseline with itself has claimed. */
    private static final class Meter {
        private long readings;
        private long claims;
        private @Nullable LocalDate firstClaim;
    }

    /**
     * The lifts of a plan before its first cell.
     *
     * @param generation the generation that measures it
     * @param ordinal place of the plan in its generation
     * @param plan the plan
     */
    public PlanLifts(String generation, int ordinal, Plan plan) {
        this.plan = plan;
        this.ordinal = ordinal;
        this.layout = CellMoments.of(plan);
        this.rows = new LiftRows(generation, plan);
        this.trust = new Trust(generation, plan, layout);
        this.tierOfKpi = new Closings[plan.kpis().size()];
        this.meters = new Meter[plan.kpis().size()];
        tiers.add(new Closings(plan, Duration.ZERO, layout));
        for (int kpi = 0; kpi < tierOfKpi.length; kpi++) {
            meters[kpi] = new Meter();
            tierOfKpi[kpi] = tier(plan.kpis().get(kpi).window());
            tierOfKpi[kpi].kpis().add(kpi);
        }
        tiers.sort(Comparator.comparing(Closings::window));
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
        add(Slot.overall(ordinal), arm, cohortDay, difference);
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            add(new Slot(ordinal, dimension, segments.get(dimension)), arm, cohortDay, difference);
        }
    }

    private void add(Slot slot, int arm, int cohortDay, byte[] difference) {
        layout.merge(live.computeIfAbsent(slot, any -> zeros())[arm], difference);
        changed.add(slot);
        if (!isClosedEverywhere(cohortDay)) {
            layout.merge(
                    days.computeIfAbsent(cohortDay, any -> new TreeMap<>()).computeIfAbsent(slot, any -> zeros())[arm],
                    difference);
        }
    }

    private boolean isClosedEverywhere(int day) {
        return tiers.get(tiers.size() - 1).hasClosed(day);
    }

    private byte[][] zeros() {
        byte[][] zeros = new byte[plan.arms().size()][];
        for (int arm = 0; arm < zeros.length; arm++) {
            zeros[arm] = layout.zero(arm);
        }
        return zeros;
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
                closed.put(tier, tier.close(day.getAsInt(), days.getOrDefault(day.getAsInt(), Map.of())));
            }
        }
        Slot overall = Slot.overall(ordinal);
        for (Closings tier : tiers) {
            if (closed.getOrDefault(tier, List.of()).contains(overall)) {
                check(tier, overall, sink);
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

    private void check(Closings tier, Slot overall, Consumer<SpecificRecord> sink) {
        byte[][] totals = tier.totals(overall);
        if (totals == null) {
            return;
        }
        List<TrustCheck> checks = new ArrayList<>();
        if (tier == tiers.get(0)) {
            checks.addAll(trust.decided(totals, tier.throughDay()));
        }
        for (int kpi : tier.kpis()) {
            checks.addAll(trust.matured(kpi, totals, tier.throughDay()));
            sink.accept(meter(kpi, tier, totals[0]));
        }
        checks.forEach(sink);
    }

    private void read(Slot slot, List<Integer> kpis, Consumer<SpecificRecord> sink) {
        Lift[][] last = official.computeIfAbsent(
                slot, any -> new Lift[tierOfKpi.length][plan.arms().size()]);
        boolean[][] fresh = new boolean[last.length][plan.arms().size()];
        kpis.sort(Comparator.naturalOrder());
        List<Lift> inOrder = new ArrayList<>();
        for (int kpi : kpis) {
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
        inOrder.forEach(sink);
        changed.add(slot);
    }

    /** The official reading at a close; null where the clock has no look left. */
    private @Nullable Lift reading(int kpi, int arm, Slot slot) {
        Closings tier = tierOfKpi[kpi];
        byte[][] totals = tier.totals(slot);
        if (totals == null) {
            return null;
        }
        Kpi of = plan.kpis().get(kpi);
        Comparison comparison = Comparison.of(plan, of, layout.sums(totals[0], kpi), layout.sums(totals[arm], kpi));
        Looking looking = official(kpi, arm, slot, comparison);
        if (looking == null) {
            return null;
        }
        computed++;
        double perDay =
                (double) (comparison.baseline().n() + comparison.candidate().n()) / (double) tier.days();
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
        long units = comparison.baseline().n() + comparison.candidate().n();
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
        boolean due = comparison.baseline().n() + comparison.candidate().n() >= inference.plannedUnits()
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
        if (units > looks.units()) {
            looks = Looking.endsHorizon(plan.inference().horizon(), tier.days() - 1)
                    ? looks.last(units)
                    : looks.next(units);
            tier.keep(kpi, arm, looks);
        }
        return Looking.spending(looks);
    }

    /** Holm over the KPIs and arms of a slot as they stand, in segments times the number of those that are compared. */
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
        double[] adjusted = AdjustedPValues.holm(
                family.stream().mapToDouble(Lift::getPValue).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (isFresh.get(i)) {
                int times = slot.dimension() == Slot.OVERALL ? 1 : tierOfKpi[ofKpi.get(i)].slots(slot.dimension());
                family.get(i).setAdjustedPValue(Math.min(1, adjusted[i] * times));
            }
        }
    }

    /** The odd half of the baseline against the even one, read like a candidate. */
    private FalsePositiveMeter meter(int kpi, Closings tier, byte[] baseline) {
        Kpi of = plan.kpis().get(kpi);
        KpiSums odd = layout.oddHalf(baseline, kpi);
        KpiSums even = Halves.minus(layout.sums(baseline, kpi), odd);
        Comparison comparison = Comparison.of(plan, of, even, odd);
        Looking looking = Looking.anytime(
                plan.inference(),
                plan.inference().alpha(),
                comparison.baseline().n() + comparison.candidate().n());
        Result<Estimate> relative = LiftRows.relative(of, comparison, looking);
        Meter meter = meters[kpi];
        boolean open =
                Math.min(comparison.baseline().events(), comparison.candidate().events())
                        >= plan.inference().minimumEvents();
        Estimate read = relative.toOptional().orElse(null);
        if (open && read != null) {
            meter.readings++;
            if (read.lower() > 0 || read.upper() < 0) {
                meter.claims++;
                meter.firstClaim = meter.firstClaim == null ? tier.throughDay() : meter.firstClaim;
            }
        }
        return new FalsePositiveMeter(
                rows.generation(),
                plan.useCase(),
                plan.version(),
                of.name(),
                comparison.baseline().n(),
                comparison.candidate().n(),
                meter.readings,
                meter.claims,
                meter.firstClaim,
                tier.throughDay(),
                read == null ? null : (Double) read.value(),
                read == null ? null : (Double) read.lower(),
                read == null ? null : (Double) read.upper(),
                looking.clock().code());
    }

    /** Every slot counts as changed: what was published before is not known. */
    public void touchAll() {
        changed.addAll(live.keySet());
    }

    /**
     * The live rows of the slots that changed since the last time, in order.
     *
     * @param sink takes each slot with its rows
     */
    public void drainChanged(LiveRows sink) {
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
            boolean empty = totals == null || isEmpty(totals);
            for (int kpi = 0; kpi < tierOfKpi.length; kpi++) {
                for (int arm = 1; arm < plan.arms().size(); arm++) {
                    sink.take(
                            slot,
                            plan.kpis().get(kpi).name(),
                            plan.arms().get(arm),
                            empty || totals == null ? null : live(slot, totals, kpi, arm));
                }
            }
        }
        changed.clear();
    }

    /** Takes the live rows. */
    @FunctionalInterface
    public interface LiveRows {
        /** A row, or null where nothing counts any more. */
        void take(Slot slot, String kpi, String arm, @Nullable Lift row);
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
        Comparison comparison = Comparison.of(plan, of, layout.sums(totals[0], kpi), layout.sums(totals[arm], kpi));
        long units = comparison.baseline().n() + comparison.candidate().n();
        boolean fixed = slot.dimension() == Slot.OVERALL && inference.method() == Inference.Method.FIXED;
        double alpha = slot.dimension() == Slot.OVERALL
                ? inference.alpha()
                : inference.alpha() / Math.max(1, segmentsShown.getOrDefault(slot.dimension(), 1));
        Looking looking = fixed
                ? Looking.fixed(inference, comparison.contrast(), false)
                : Looking.anytime(inference, alpha, units);
        Lift figures = rows.figures(of, plan.arms().get(arm), slot, comparison, looking);
        Lift[][] last = official.get(slot);
        return LiftRows.live(figures, last == null ? null : last[kpi][arm], matureShare(slot, kpi, arm, units));
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
        if (ages == null || !(plan.kpis().get(kpi) instanceof DurationKpi)) {
            return sums.n();
        }
        long n = 0;
        for (int bin = 0; bin < ages.ended().size(); bin++) {
            n += ages.ended().get(bin) + ages.open().get(bin);
        }
        return n;
    }

    /** How many rows were computed so far: shows that only what changed is. */
    public long computed() {
        return computed;
    }
}
