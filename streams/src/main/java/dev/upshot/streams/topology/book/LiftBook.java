package dev.upshot.streams.topology.book;

import dev.upshot.event.CellPartial;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.lift.PlanLifts;
import dev.upshot.streams.topology.published.PublishedCells;
import dev.upshot.streams.topology.published.RowKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The lifts of all plans over the latest partials: a new partial replaces its predecessor by adding the difference.
 *
 * <p>Stored are the partials and the clock up to which days were closed. All else is a function of them: after a restart the partials are
 * added again and the closes up to that clock are worked off without telling them.
 */
public final class LiftBook {

    private static final Bytes CLOCK = Bytes.wrap(new byte[0]);

    private final KeyValueStore<Bytes, byte[]> partials;
    private final KeyValueStore<Bytes, byte[]> closed;
    private final CellMoments[] layouts;
    private final PublishedCells[] published;
    private final PlanLifts[] lifts;
    private long clock;

    /** Opens the book; every slot counts as changed, because what was published before a restart is not known. */
    public LiftBook(
            String generation,
            List<MeasuredPlan> plans,
            KeyValueStore<Bytes, byte[]> partials,
            KeyValueStore<Bytes, byte[]> closed) {
        this.partials = partials;
        this.closed = closed;
        this.layouts = plans.stream().map(plan -> CellMoments.of(plan.plan())).toArray(CellMoments[]::new);
        this.published = plans.stream().map(PublishedCells::new).toArray(PublishedCells[]::new);
        this.lifts = plans.stream()
                .map(plan -> new PlanLifts(generation, plan.ordinal(), plan.plan()))
                .toArray(PlanLifts[]::new);
        try (KeyValueIterator<Bytes, byte[]> all = partials.all()) {
            while (all.hasNext()) {
                var partial = all.next();
                RowKey.Cell cell = RowKey.cell(new String(partial.key.get(), StandardCharsets.UTF_8));
                plans.stream()
                        .filter(plan -> plan.plan().useCase().equals(cell.useCase())
                                && plan.plan().version() == cell.planVersion())
                        .forEach(plan -> lifts[plan.ordinal()].add(
                                plan.arms().indexOf(cell.arm()), cell.cohortDay(), cell.segments(), partial.value));
            }
        }
        byte[] stored = closed.get(CLOCK);
        clock = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
        for (PlanLifts of : lifts) {
            of.advance(clock, told -> {});
            of.touchAll();
        }
    }

    /** Takes in a partial under its row key. */
    public void take(MeasuredPlan plan, String rowKey, CellPartial partial) {
        Bytes key = Bytes.wrap(rowKey.getBytes(StandardCharsets.UTF_8));
        byte[] latest = published[plan.ordinal()].moments(partial);
        byte[] previous = partials.get(key);
        if (Arrays.equals(latest, previous)) {
            return;
        }
        byte[] difference = previous == null ? latest : layouts[plan.ordinal()].difference(latest, previous);
        lifts[plan.ordinal()].add(
                plan.arms().indexOf(partial.getArm()),
                (int) partial.getCohortDay().toEpochDay(),
                partial.getSegments(),
                difference);
        partials.put(key, latest);
    }

    /** Closes the days that are final at this clock of all partitions. */
    public void advance(long finalClock, Consumer<SpecificRecord> sink) {
        if (finalClock <= clock) {
            return;
        }
        for (PlanLifts of : lifts) {
            of.advance(finalClock, sink);
        }
        clock = finalClock;
        closed.put(CLOCK, ByteBuffer.allocate(Long.BYTES).putLong(clock).array());
    }

    /** The lifts of the plan of this ordinal. */
    public PlanLifts lifts(int ordinal) {
        return lifts[ordinal];
    }
}
