package dev.upshot.wire;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The registry gave no usable answer: away for all of {@code registry.retry.ms}, refusing access, or not a registry at
 * all. It says nothing about the record, which must be kept and tried again.
 */
public final class RegistryUnavailableException extends TimeoutException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
