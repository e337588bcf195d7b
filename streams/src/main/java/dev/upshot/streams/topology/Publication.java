package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.Stage;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.topology.book.Books;
import dev.upshot.streams.topology.published.PublishedBesides;
import dev.upshot.streams.topology.published.PublishedCells;
import dev.upshot.streams.topology.published.RowKey;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/** What a measuring task publishes: what changed, then how far that goes, in this order. */
final class Publication {

    private final Measurement measurement;
    private final List<MeasuredPlan> plans;
    private final PublishedCells[] cells;
    private final int partition;

    Publication(Measurement measurement, List<MeasuredPlan> plans, int partition) {
        this.measurement = measurement;
        this.plans = plans;
        this.cells = plans.stream().map(PublishedCells::new).toArray(PublishedCells[]::new);
        this.partition = partition;
    }

    /** Hands out the rows that changed since the last time under their keys, then progress for every partition. */
    void publish(Books books, Reached reached, BiConsumer<String, SpecificRecord> sink) {
        String generation = measurement.generation();
        books.drainCells((key, moments) -> {
            CellPartial cell = cells[key.plan()].record(generation, partition, key, moments);
            sink.accept(RowKey.of(cell), cell);
        });
        books.drainRestatements((key, moments) -> {
            MeasuredPlan plan = plans.get(key.cell().plan());
            RestatementPartial row = PublishedBesides.restatement(generation, plan, partition, key, moments);
            sink.accept(RowKey.of(row), row);
        });
        books.drainHealth((key, moments) -> {
            MeasuredPlan plan = plans.get(key.plan());
            JoinHealthPartial row = PublishedBesides.health(generation, plan, partition, key, moments);
            sink.accept(RowKey.of(row), row);
        });
        progress(reached, sink);
    }

    private void progress(Reached reached, BiConsumer<String, SpecificRecord> sink) {
        List<Position> positions = reached.positions();
        for (int through = 0; through < measurement.partitions(); through++) {
            Progress progress = new Progress(
                    measurement.generation(),
                    Stage.CELLS,
                    partition,
                    through,
                    Instant.ofEpochMilli(reached.seen()),
                    positions,
                    Instant.ofEpochMilli(reached.finalClock()));
            sink.accept(RowKey.of(progress), progress);
        }
    }
}
