package dev.upshot.app.verify;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record's value.
 *
 * @param event the event, or null where it cannot be read
 * @param unreadable why it cannot be read: poison, unknown_schema, incompatible_schema or null_value; null where it can
 */
record Decoded(@Nullable SpecificRecord event, @Nullable String unreadable) {

    static Decoded event(SpecificRecord event) {
        return new Decoded(event, null);
    }

    static Decoded unreadable(String reason) {
        return new Decoded(null, reason);
    }
}
