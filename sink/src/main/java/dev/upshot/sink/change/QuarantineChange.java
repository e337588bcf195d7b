package dev.upshot.sink.change;

import dev.upshot.event.QuarantinedRecord;
import dev.upshot.sink.jooq.ops.tables.records.QuarantinedRecordsRecord;
import java.time.ZoneOffset;
import java.util.List;

/** A record in quarantine: one row, whether a stage of the stream refused it or the sink itself. */
public final class QuarantineChange {
    /** The reason of what the sink itself could not write. */
    public static final String SINK_REFUSED = "sink_refused";

    private QuarantineChange() {}

    static Change of(Origin origin, String key, QuarantinedRecord refused) {
        QuarantinedRecordsRecord row = new QuarantinedRecordsRecord()
                .setTopic(refused.getTopic())
                .setPartition(refused.getPartition())
                .setRecordOffset(refused.getOffset())
                .setUseCase(refused.getUseCase())
                .setPlanVersion(refused.getPlanVersion())
                .setReason(refused.getReason())
                .setDetail(refused.getDetail())
                .setObservedAt(refused.getObservedAt().atOffset(ZoneOffset.UTC))
                .setGeneration(refused.getGeneration())
                .setUnknownName(refused.getUnknownName());
        return Change.putting(origin, key, List.of(row));
    }

    /**
     * The sink cannot write this record. Nothing of the record itself is repeated, as that may be what cannot be
     * written.
     */
    public static Change refused(Origin origin, String detail) {
        QuarantinedRecordsRecord row = new QuarantinedRecordsRecord()
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setRecordOffset(origin.offset())
                .setUseCase("")
                .setPlanVersion(0)
                .setReason(SINK_REFUSED)
                .setDetail(detail + "; the record is still at its origin")
                .setObservedAt(origin.observedAt().atOffset(ZoneOffset.UTC))
                .setGeneration("");
        return new Change(origin, origin, List.of(), List.of(row));
    }

    /** Whether the sink itself refused the record of this change. */
    public static boolean isRefusal(Change change) {
        return change.identity() instanceof Origin;
    }
}
