package dev.upshot.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * How the ledger tells whom a decision was about: the first 16 bytes of SHA-256 over use case, a zero byte and subject id, in
 * UTF-8. Who knows an id finds its rows; rows of one subject meet within a use case and not across. A pseudonym: an id that
 * can be guessed can be searched for. Not thread-safe.
 */
public final class SubjectDigest {

    /** Length in bytes: enough that no two subjects of a use case share one. */
    public static final int BYTES = 16;

    private final byte[] useCase;
    private final MessageDigest sha256;

    /** Digests of the subjects of a use case. */
    public SubjectDigest(String useCase) {
        this.useCase = useCase.getBytes(StandardCharsets.UTF_8);
        this.sha256 = Sha256.digest();
    }

    /** The digest of a subject, given its id in UTF-8. */
    public byte[] of(byte[] subject) {
        sha256.update(useCase);
        sha256.update((byte) 0);
        return Arrays.copyOf(sha256.digest(subject), BYTES);
    }
}
