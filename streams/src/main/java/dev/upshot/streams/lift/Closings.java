package dev.upshot.streams.lift;

import dev.upshot.stats.sequence.Looks;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The closed days of all KPIs of one window: a day closes when the clocks of all partitions have passed its end, the window and the lateness.
 * What closed is added to the totals and never looked at again.
 */
final class Closings {

    private static final long DAY = 86_400_000;

    private final Duration window;
    private final long delay;
    private final CellMoments layout;
    private final int arms;
    private final @Nullable Duration horizon;
    private final List<Integer> kpis = new ArrayList<>();
    private final Map<Slot, byte[][]> totals = new TreeMap<>();
    private final Set<Slot> compared = new HashSet<>();
    private final Map<Integer, Integer> slotsOfDimension = new HashMap<>();
    private final Map<Long, Looks> looks = new HashMap<>();
    private final Set<Long> looked = new HashSet<>();
    private int through = Integer.MIN_VALUE;
    private int first = Integer.MIN_VALUE;

    Closings(Plan plan, Duration window, CellMoments layout) {
        this.window = window;
        this.delay = window.toMillis() + plan.lateness().toMillis();
        this.layout = layout;
        this.arms = plan.arms().size();
        this.horizon = plan.inference().horizon();
    }

    Duration window() {
        return window;
    }

    /** Indexes of the KPIs with this window, rising. */
    List<Integer> kpis() {
        return kpis;
    }

    /** The moment from which a day cannot change, in milliseconds since the epoch. */
    long finalAt(int day) {
        return (day + 1) * DAY + delay;
    }

    /** The next day that is to be closed: one with cells, or that of the last look, which comes whether it has cells or not. */
    OptionalInt next(NavigableMap<Integer, Map<Slot, byte[][]>> days) {
        Integer next = days.higherKey(through);
        OptionalInt last = lastLook();
        if (last.isPresent() && last.getAsInt() > through && (next == null || last.getAsInt() < next)) {
            return last;
        }
        return next == null ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /** The last day of the plan's horizon; empty without one, and before the first day with units has closed. */
    private OptionalInt lastLook() {
        return horizon == null || first == Integer.MIN_VALUE
                ? OptionalInt.empty()
                : OptionalInt.of(first + Math.toIntExact(horizon.toDays()) - 1);
    }

    /** Whether a day is the last of the plan's horizon. */
    boolean isLastLook(int day) {
        return lastLook().equals(OptionalInt.of(day));
    }

    boolean hasClosed(int day) {
        return day <= through;
    }

    /** Adds a day to the totals; the slots in which it has units of these KPIs. */
    List<Slot> close(int day, Map<Slot, byte[][]> ofDay) {
        through = day;
        List<Slot> closed = new ArrayList<>();
        ofDay.forEach((slot, moments) -> {
            add(slot, moments);
            if (hasUnits(moments)) {
                closed.add(slot);
                if (compared.add(slot)) {
                    slotsOfDimension.merge(slot.dimension(), 1, Integer::sum);
                }
            }
        });
        if (first == Integer.MIN_VALUE && !closed.isEmpty()) {
            first = day;
        }
        return closed;
    }

    /** Whether a unit counts, or is open, in one of these KPIs: what counts in others may yet change. */
    private boolean hasUnits(byte[][] moments) {
        for (byte[] arm : moments) {
            for (int kpi : kpis) {
                if (layout.sums(arm, kpi).begun() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(Slot slot, byte[][] moments) {
        byte[][] total = totals.get(slot);
        if (total == null) {
            total = layout.zeros(arms);
            totals.put(slot, total);
        }
        for (int arm = 0; arm < arms; arm++) {
            layout.merge(total[arm], moments[arm]);
        }
    }

    /** The totals of the closed days, by arm; null if none has units in the slot. */
    byte @Nullable [][] totals(Slot slot) {
        return totals.get(slot);
    }

    /** How many slots of a dimension are compared. */
    int slots(int dimension) {
        return slotsOfDimension.getOrDefault(dimension, 0);
    }

    /** Days from the first closed day with units to the last closed one, both counted. */
    long days() {
        return (long) through - first + 1;
    }

    LocalDate throughDay() {
        return LocalDate.ofEpochDay(through);
    }

    /** Whether a fixed sample has had its one look. */
    boolean hasLooked(int kpi, int arm) {
        return looked.contains(((long) kpi << 32) | arm);
    }

    void looked(int kpi, int arm) {
        looked.add(((long) kpi << 32) | arm);
    }

    /** The looks of alpha spending that a KPI and arm have had. */
    @Nullable
    Looks looks(int kpi, int arm) {
        return looks.get(((long) kpi << 32) | arm);
    }

    void keep(int kpi, int arm, Looks had) {
        looks.put(((long) kpi << 32) | arm, had);
    }
}
