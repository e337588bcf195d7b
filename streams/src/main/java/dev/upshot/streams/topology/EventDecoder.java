package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Reason;
import dev.upshot.wire.IncompatibleSchemaException;
import dev.upshot.wire.UnknownSchemaException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to events, with a reason instead of an exception for what is the record's own fault. A registry that is away
 * is nobody's fault: that exception passes, the record is tried again.
 */
final class EventDecoder {

    private final Deserializer<SpecificRecord> deserializer;

    EventDecoder(Deserializer<SpecificRecord> deserializer) {
        this.deserializer = deserializer;
    }

    /** An event or the reason why there is none. Exactly one of the two is null. */
    record Decoded(@Nullable SpecificRecord event, @Nullable Reason reason) {}

    Decoded decode(String topic, byte @Nullable [] value) {
        if (value == null) {
            return new Decoded(null, Reason.NULL_VALUE);
        }
        try {
            return new Decoded(deserializer.deserialize(topic, value), null);
        } catch (UnknownSchemaException e) {
            return new Decoded(null, Reason.UNKNOWN_SCHEMA);
        } catch (IncompatibleSchemaException e) {
            return new Decoded(null, Reason.INCOMPATIBLE_SCHEMA);
        } catch (SerializationException e) {
            return new Decoded(null, Reason.POISON);
        }
    }
}
