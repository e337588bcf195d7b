package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.HealthEntry;
import dev.upshot.streams.cell.HealthKey;
import dev.upshot.streams.cell.HealthMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How facts and joins add up per plan and day, in one task. */
final class HealthBook {

    private static final long DAY = 86_400_000;
    private static final Comparator<HealthEntry> BY_DAY = Comparator.comparingInt(HealthEntry::day);

    private final HotTable health;

    HealthBook(KeyValueStore<Bytes, byte[]> store) {
        health = new HotTable(store);
    }

    /** Applies {@code after − before}, two credits of one journey. */
    void apply(MeasuredPlan plan, List<HealthEntry> before, List<HealthEntry> after) {
        Differences.of(before, after, BY_DAY, (gone, come) -> {
            int day = come != null ? come.day() : gone.day();
            health.update(key(plan, day), stored -> {
                byte[] moments = stored;
                if (come != null) {
                    moments = HealthMoments.withRoom(moments, come);
                    HealthMoments.add(moments, come, 1);
                }
                if (gone != null) {
                    moments = come == null ? HealthMoments.withRoom(moments, gone) : moments;
                    HealthMoments.add(moments, gone, -1);
                }
                return moments;
            });
        });
    }

    /** Counts a record that was accepted and added nothing, by the time the log learned of it. */
    void duplicate(MeasuredPlan plan, long observed) {
        health.update(key(plan, (int) Math.floorDiv(observed, DAY)), HealthMoments::withDuplicate);
    }

    /**
     * Lets go of the rows of final days, as {@link CellBook#forgetBefore}. One day later: repetitions are counted by the
     * time the log learned of them, which may be a day before they happened.
     */
    void forgetBefore(int[] firstOpenDays) {
        health.forget(key -> {
            HealthKey row = HealthKey.of(key);
            return row.day() < firstOpenDays[row.plan()] - 1;
        });
    }

    void drainChanged(BiConsumer<HealthKey, byte[]> sink) {
        health.drainChanged((key, moments) -> sink.accept(HealthKey.of(key), moments));
    }

    private static Bytes key(MeasuredPlan plan, int day) {
        return Bytes.wrap(new HealthKey(plan.ordinal(), day).bytes());
    }
}
