package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.lift.Slot;
import dev.upshot.streams.lift.SlotKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The totals of every arm in every slot, kept as the sum of the latest partials: a new partial replaces its
 * predecessor by adding the difference.
 */
final class TotalsBook {

    private final KeyValueStore<Bytes, byte[]> partials;
    private final KeyValueStore<Bytes, byte[]> totals;
    private final CellMoments[] layouts;
    private final PublishedCells[] published;
    private final TreeSet<Slot> changed = new TreeSet<>();

    /** Opens the book; every slot counts as changed, because what was published before a restart is not known. */
    TotalsBook(List<MeasuredPlan> plans, KeyValueStore<Bytes, byte[]> partials, KeyValueStore<Bytes, byte[]> totals) {
        this.partials = partials;
        this.totals = totals;
        this.layouts = plans.stream().map(plan -> CellMoments.of(plan.plan())).toArray(CellMoments[]::new);
        this.published = plans.stream().map(PublishedCells::new).toArray(PublishedCells[]::new);
        try (KeyValueIterator<Bytes, byte[]> all = totals.all()) {
            while (all.hasNext()) {
                changed.add(SlotKey.slot(all.next().key.get()));
            }
        }
    }

    /** Takes in a partial under its row key. */
    void take(MeasuredPlan plan, String rowKey, CellPartial partial) {
        Bytes key = Bytes.wrap(rowKey.getBytes(StandardCharsets.UTF_8));
        byte[] latest = published[plan.ordinal()].moments(partial);
        byte[] previous = partials.get(key);
        if (Arrays.equals(latest, previous)) {
            return;
        }
        byte[] difference = previous == null ? latest : layouts[plan.ordinal()].difference(latest, previous);
        int arm = plan.arms().indexOf(partial.getArm());
        add(Slot.overall(plan.ordinal()), arm, difference);
        List<String> segments = partial.getSegments();
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            add(new Slot(plan.ordinal(), dimension, segments.get(dimension)), arm, difference);
        }
        partials.put(key, latest);
    }

    /** The totals of an arm in a slot; zero where it has none. */
    byte[] total(Slot slot, int arm) {
        byte[] stored = totals.get(Bytes.wrap(SlotKey.of(slot, arm)));
        return stored == null ? layouts[slot.plan()].zero(arm) : stored;
    }

    /** Whether there is nothing in a total. */
    boolean isEmpty(Slot slot, byte[] total) {
        return layouts[slot.plan()].isEmpty(total);
    }

    /** Hands out every slot that changed since the last time, in order. */
    void drainChanged(Consumer<Slot> sink) {
        changed.forEach(sink);
        changed.clear();
    }

    private void add(Slot slot, int arm, byte[] difference) {
        Bytes key = Bytes.wrap(SlotKey.of(slot, arm));
        byte[] stored = totals.get(key);
        byte[] total = stored == null ? difference.clone() : stored.clone();
        if (stored != null) {
            layouts[slot.plan()].merge(total, difference);
        }
        totals.put(key, total);
        changed.add(slot);
    }
}
