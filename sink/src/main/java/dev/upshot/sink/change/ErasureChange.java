package dev.upshot.sink.change;

import dev.upshot.event.SubjectErasure;
import dev.upshot.sink.jooq.ops.tables.records.ErasuresRecord;
import java.time.ZoneOffset;
import java.util.List;

/** A subject's erasure: a row in the list of the erased, which {@code ErasedSubjects} makes good in the ledger. */
final class ErasureChange {
    private ErasureChange() {}

    /** What has gone is counted when it goes. Of several records of a subject the latest counts, whatever their keys. */
    static Change of(Origin origin, SubjectErasure erasure) throws UnwritableException {
        ErasuresRecord row = new ErasuresRecord()
                .setUseCase(erasure.getUseCase())
                .setSubjectDigest(LedgerChange.digest(erasure.getSubjectDigest()))
                .setErasedAt(erasure.getErasedAt().atOffset(ZoneOffset.UTC))
                .setDecisionCount(0L)
                .setOutcomeCount(0L);
        return new Change(origin, Subject.of(row), List.of(), List.of(row));
    }
}
