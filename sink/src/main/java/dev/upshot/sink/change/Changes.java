package dev.upshot.sink.change;

import dev.upshot.event.CellPartial;
import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.LedgerEntry;
import dev.upshot.event.Lift;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.SubjectErasure;
import dev.upshot.event.TrustCheck;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record into the change it makes: the rules of what the tables mean, without Kafka or JDBC. */
public final class Changes {
    private Changes() {}

    /** Returns the change; a record that cannot be written changes the quarantine only. */
    public static Change of(Origin origin, @Nullable String key, @Nullable SpecificRecord value) {
        try {
            if (key == null) {
                throw new UnwritableException("the record has no key");
            }
            return value == null ? tombstone(origin, key) : put(origin, key, value);
        } catch (UnwritableException e) {
            return QuarantineChange.refused(origin, e.reason());
        }
    }

    private static Change put(Origin origin, String key, SpecificRecord value) throws UnwritableException {
        if (value instanceof CellPartial cell) {
            return CellChange.of(origin, key, cell);
        }
        if (value instanceof RestatementPartial restatement) {
            return RestatementChange.of(origin, key, restatement);
        }
        if (value instanceof JoinHealthPartial health) {
            return JoinHealthChange.of(origin, key, health);
        }
        if (value instanceof LedgerEntry entry) {
            return LedgerChange.of(origin, key, entry);
        }
        if (value instanceof SubjectErasure erasure) {
            return ErasureChange.of(origin, erasure);
        }
        if (value instanceof Lift lift) {
            return LiftChange.of(origin, key, lift);
        }
        if (value instanceof TrustCheck check) {
            return TrustChange.of(origin, key, check);
        }
        if (value instanceof FalsePositiveMeter meter) {
            return TrustChange.of(origin, key, meter);
        }
        if (value instanceof Progress progress) {
            return ProgressChange.of(origin, key, progress);
        }
        if (value instanceof PlanVersion plan) {
            return PlanChange.of(origin, key, plan);
        }
        if (value instanceof QuarantinedRecord refused) {
            return QuarantineChange.of(origin, key, refused);
        }
        throw new UnwritableException(
                "a " + value.getSchema().getName() + " does not belong into a topic the sink reads");
    }

    private static Change tombstone(Origin origin, String key) throws UnwritableException {
        RecordKey parts = RecordKey.parse(key);
        return switch (parts.kind()) {
            case "cell" -> CellChange.removed(origin, key, parts);
            case "restatement" -> RestatementChange.removed(origin, key, parts);
            case "health" -> JoinHealthChange.removed(origin, key, parts);
            case "decision" -> LedgerChange.removed(origin, key, parts);
            case "erasure" ->
                throw new UnwritableException(
                        "an erasure is not taken back, and a database built anew would not learn of it;"
                                + " erase the subject again");
            case "lift" -> LiftChange.removed(origin, key, parts);
            case "progress" -> ProgressChange.removed(origin, key, parts);
            default -> throw new UnwritableException("the record has no value, and its key names nothing to delete");
        };
    }
}
