package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The cells of one task: takes in what changed in a journey's credit, and knows which cells changed since. */
final class CellBook {

    private final KeyValueStore<Bytes, byte[]> cells;
    private final Set<Bytes> changed = new HashSet<>();

    /** Opens the book; every cell counts as changed, because what was published before a restart is not known. */
    CellBook(KeyValueStore<Bytes, byte[]> cells) {
        this.cells = cells;
        try (KeyValueIterator<Bytes, byte[]> all = cells.all()) {
            while (all.hasNext()) {
                changed.add(all.next().key);
            }
        }
    }

    /** Applies {@code after − before}, two credits of one journey, each ordered by unit id. */
    void apply(MeasuredPlan plan, List<CreditedUnit> before, List<CreditedUnit> after) {
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            CreditedUnit gone = b < before.size() ? before.get(b) : null;
            CreditedUnit come = a < after.size() ? after.get(a) : null;
            int order = gone == null ? 1 : come == null ? -1 : gone.compareTo(come);
            b += order <= 0 ? 1 : 0;
            a += order >= 0 ? 1 : 0;
            replace(plan, order <= 0 ? gone : null, order >= 0 ? come : null);
        }
    }

    private void replace(MeasuredPlan plan, @Nullable CreditedUnit gone, @Nullable CreditedUnit come) {
        if (gone != null && gone.equals(come)) {
            return;
        }
        if (gone != null && come != null && gone.isInCellOf(come)) {
            // The usual case, an outcome that changes a unit's value: one read and one write for both.
            update(plan, gone, moments -> {
                CellMoments.subtract(moments, gone);
                CellMoments.add(moments, come);
            });
            return;
        }
        if (gone != null) {
            update(plan, gone, moments -> CellMoments.subtract(moments, gone));
        }
        if (come != null) {
            update(plan, come, moments -> CellMoments.add(moments, come));
        }
    }

    /** Hands out every cell that changed since the last time, in the order of its key. */
    void drainChanged(BiConsumer<CellKey, byte[]> sink) {
        changed.stream().sorted().forEach(key -> sink.accept(CellKey.of(key.get()), cells.get(key)));
        changed.clear();
    }

    private void update(MeasuredPlan plan, CreditedUnit unit, Consumer<byte[]> change) {
        int arm = plan.arms().indexOf(unit.arm());
        Bytes key = Bytes.wrap(CellKey.bytes(plan.ordinal(), arm, unit));
        byte[] stored = cells.get(key);
        byte[] moments = stored == null ? CellMoments.zero(unit.kpis()) : stored.clone();
        change.accept(moments);
        cells.put(key, moments);
        changed.add(key);
    }
}
