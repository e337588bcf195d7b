package dev.upshot.sink.change;

import dev.upshot.sink.jooq.ops.tables.records.ErasuresRecord;
import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A subject of a use case, as the tables name it.
 *
 * @param digest see {@link #uuid}
 */
public record Subject(String useCase, UUID digest) {

    /** The subject that a row says is erased. */
    public static Subject of(ErasuresRecord row) {
        return new Subject(row.getUseCase(), row.getSubjectDigest());
    }

    /** A digest of {@link SubjectDigest#BYTES} bytes, as the tables hold it. */
    public static UUID uuid(ByteBuffer digest) {
        ByteBuffer halves = digest.duplicate();
        return new UUID(halves.getLong(), halves.getLong());
    }
}
