package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.Restatement;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.RestatementKey;
import dev.upshot.streams.cell.RestatementMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What corrections changed, in one task. */
final class RestatementBook {

    private final HotTable restatements;

    RestatementBook(KeyValueStore<Bytes, byte[]> store) {
        restatements = new HotTable(store);
    }

    /** Applies {@code after − before}, two credits of one journey. */
    void apply(MeasuredPlan plan, List<Restatement> before, List<Restatement> after) {
        Differences.of(before, after, (gone, come) -> {
            add(plan, gone, -1);
            add(plan, come, 1);
        });
    }

    private void add(MeasuredPlan plan, @Nullable Restatement restatement, int sign) {
        if (restatement == null) {
            return;
        }
        int arm = plan.arms().indexOf(restatement.arm());
        Bytes key =
                Bytes.wrap(RestatementKey.of(plan.ordinal(), arm, restatement).bytes());
        restatements.update(key, stored -> {
            byte[] moments = stored == null ? RestatementMoments.zero() : stored;
            RestatementMoments.add(moments, restatement, sign);
            return moments;
        });
    }

    /** Lets go of the rows of final days, as {@link CellBook#forgetBefore}. */
    void forgetBefore(int[] firstOpenDays) {
        restatements.forget(key -> {
            CellKey cell = RestatementKey.of(key).cell();
            return cell.cohortDay() < firstOpenDays[cell.plan()];
        });
    }

    void drainChanged(BiConsumer<RestatementKey, byte[]> sink) {
        restatements.drainChanged((key, moments) -> sink.accept(RestatementKey.of(key), moments));
    }
}
