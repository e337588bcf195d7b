package dev.upshot.streams.attribution;

import dev.upshot.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Splits units into two halves that differ by chance alone, for a comparison of the baseline with itself: a unit is in the odd half if the
 * first byte of the SHA-256 of {@code upshot-aa:} and its id is odd. Plain SQL finds the same: {@code get_byte(sha256(convert_to('upshot-aa:'
 * || id, 'UTF8')), 0) % 2 = 1}.
 *
 * <p>The prefix keeps the halves apart from any allocation that hashes ids too. Not for use by several threads.
 */
public final class Half {
    private static final byte[] SALT = "upshot-aa:".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = Sha256.digest();
    private String lastId = "";
    private boolean lastIsOdd;

    /** Whether a unit is in the odd half. An event takes a unit away and adds it again: the second time costs nothing. */
    public boolean isOdd(CreditedUnit unit) {
        return isOdd(unit.id());
    }

    boolean isOdd(String id) {
        if (!id.equals(lastId)) {
            digest.update(SALT);
            lastIsOdd = (digest.digest(id.getBytes(StandardCharsets.UTF_8))[0] & 1) == 1;
            lastId = id;
        }
        return lastIsOdd;
    }
}
