package dev.upshot.wire;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The bytes are not a record in the wire format: wrong first byte, too short, too long, or not decodable. */
public final class PoisonRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    PoisonRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
