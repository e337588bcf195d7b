package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

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
            int order = b == before.size()
                    ? 1
                    : a == after.size()
                            ? -1
                            : before.get(b).id().compareTo(after.get(a).id());
            if (order == 0 && before.get(b).equals(after.get(a))) {
                b++;
                a++;
                continue;
            }
            if (order <= 0) {
                update(plan, before.get(b++), CellMoments::subtract);
            }
            if (order >= 0) {
                update(plan, after.get(a++), CellMoments::add);
            }
        }
    }

    /** Hands out every cell that changed since the last time, in the order of its key. */
    void drainChanged(BiConsumer<CellKey, byte[]> sink) {
        changed.stream().sorted().forEach(key -> sink.accept(CellKey.of(key.get()), cells.get(key)));
        changed.clear();
    }

    private void update(MeasuredPlan plan, CreditedUnit unit, BiConsumer<byte[], CreditedUnit> change) {
        int arm = plan.arms().indexOf(unit.arm());
        Bytes key = Bytes.wrap(CellKey.bytes(plan.ordinal(), arm, unit));
        byte[] stored = cells.get(key);
        byte[] moments = stored == null ? CellMoments.zero(unit.kpis()) : stored.clone();
        change.accept(moments, unit);
        cells.put(key, moments);
        changed.add(key);
    }
}
