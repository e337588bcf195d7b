package dev.upshot.sink.change;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Big integers as the cells carry them: big-endian two's complement; no bytes stand for none. */
final class TwosComplement {
    private TwosComplement() {}

    /** Returns the integer; a field that holds none cannot be written. */
    static BigInteger required(String field, ByteBuffer bytes) throws UnwritableException {
        BigInteger integer = orNull(bytes);
        if (integer == null) {
            throw new UnwritableException(field + " holds no integer");
        }
        return integer;
    }

    static @Nullable BigInteger orNull(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return null;
        }
        byte[] twosComplement = new byte[bytes.remaining()];
        bytes.duplicate().get(twosComplement);
        return new BigInteger(twosComplement);
    }

    static BigInteger orZero(ByteBuffer bytes) {
        BigInteger integer = orNull(bytes);
        return integer == null ? BigInteger.ZERO : integer;
    }
}
