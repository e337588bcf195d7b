package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The cells of one task: takes in what changed in a journey's credit, within the plans' bounds. */
final class CellBook {

    private final HotTable cells;
    private final CellMoments[] layouts;
    private final CellBounds[] bounds;

    CellBook(List<MeasuredPlan> plans, KeyValueStore<Bytes, byte[]> store) {
        cells = new HotTable(store);
        layouts = plans.stream().map(plan -> CellMoments.of(plan.plan())).toArray(CellMoments[]::new);
        bounds = plans.stream().map(plan -> new CellBounds(plan.plan())).toArray(CellBounds[]::new);
        for (Bytes key : cells.keysAtOpening()) {
            CellKey cell = CellKey.of(key.get());
            bounds[cell.plan()].opened(cell.cohortDay(), cell.segments());
        }
    }

    /** Why the change must not be applied: it would open a segment value or a cell beyond the plan's bound. */
    @Nullable
    Reason refuse(MeasuredPlan plan, List<UnitChange> changes) {
        for (UnitChange change : changes) {
            if (change.entersCell()) {
                CreditedUnit come = Objects.requireNonNull(change.come());
                boolean isOpen = cells.get(key(plan, come)) != null;
                Reason reason = isOpen ? null : bounds[plan.ordinal()].refuse(come.segments());
                if (reason != null) {
                    return reason;
                }
            }
        }
        return null;
    }

    void apply(MeasuredPlan plan, List<UnitChange> changes) {
        CellMoments layout = layouts[plan.ordinal()];
        for (UnitChange change : changes) {
            CreditedUnit gone = change.gone();
            CreditedUnit come = change.come();
            if (gone != null && come != null && change.staysInCell()) {
                // The usual case, an outcome that changes a unit's value: one read and one write for both.
                update(plan, gone, moments -> {
                    layout.subtract(moments, gone);
                    layout.add(moments, come);
                });
                continue;
            }
            if (gone != null) {
                update(plan, gone, moments -> layout.subtract(moments, gone));
            }
            if (come != null) {
                update(plan, come, moments -> layout.add(moments, come));
            }
        }
    }

    private void update(MeasuredPlan plan, CreditedUnit unit, Consumer<byte[]> change) {
        cells.update(key(plan, unit), stored -> {
            if (stored == null) {
                bounds[plan.ordinal()].opened(unit.cohortDay(), unit.segments());
            }
            byte[] moments =
                    stored == null ? layouts[plan.ordinal()].zero(plan.arms().indexOf(unit.arm())) : stored;
            change.accept(moments);
            return moments;
        });
    }

    private static Bytes key(MeasuredPlan plan, CreditedUnit unit) {
        return Bytes.wrap(CellKey.bytes(plan.ordinal(), plan.arms().indexOf(unit.arm()), unit));
    }

    /** Cells of a plan's days before this one no longer count towards its bounds. */
    void closeBefore(int plan, int day) {
        bounds[plan].closeBefore(day);
    }

    /** Lets go of the cells of final days, given every plan's first day that is not final; all must have been handed out. */
    void forgetBefore(int[] firstOpenDays) {
        cells.forget(key -> {
            CellKey cell = CellKey.of(key);
            return cell.cohortDay() < firstOpenDays[cell.plan()];
        });
    }

    /** Hands out every cell that changed since the last time, in the order of its key. */
    void drainChanged(BiConsumer<CellKey, byte[]> sink) {
        cells.drainChanged((key, moments) -> sink.accept(CellKey.of(key), moments));
    }
}
