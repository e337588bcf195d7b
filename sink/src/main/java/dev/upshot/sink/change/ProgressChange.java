package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.ops.Tables.PROGRESS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.sink.jooq.ops.tables.records.ProgressRecord;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.JSONB;
import org.jooq.TableField;

/** How far a stage has come: one row. */
final class ProgressChange {
    private static final List<TableField<ProgressRecord, ?>> STAGE =
            List.of(PROGRESS.GENERATION, PROGRESS.STAGE, PROGRESS.SOURCE_PARTITION, PROGRESS.THROUGH_PARTITION);

    private ProgressChange() {}

    static Change of(Origin origin, String key, Progress progress) {
        ObjectNode positions = JsonNodeFactory.instance.objectNode();
        for (Position position : progress.getPositions()) {
            positions.put(position.getTopic(), position.getNextOffset());
        }
        ProgressRecord row = new ProgressRecord()
                .setGeneration(progress.getGeneration())
                .setStage(progress.getStage().name())
                .setSourcePartition(progress.getSourcePartition())
                .setThroughPartition(progress.getThroughPartition())
                .setClock(progress.getClock().atOffset(ZoneOffset.UTC))
                .setFinalClock(progress.getFinalClock().atOffset(ZoneOffset.UTC))
                .setPositions(JSONB.jsonb(positions.toString()));
        return Change.putting(origin, key, List.of(row));
    }

    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(5);
        ProgressRecord row = new ProgressRecord()
                .setGeneration(parts.text(1))
                .setStage(parts.text(2))
                .setSourcePartition(parts.integer(3))
                .setThroughPartition(parts.integer(4));
        return Change.removing(origin, key, List.of(new Removal(STAGE, row)));
    }
}
