package dev.upshot.wire;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The registry refuses a schema for its subject, or a record's schema cannot be read as ours; the message says where. */
public final class IncompatibleSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    IncompatibleSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
