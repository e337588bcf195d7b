package dev.upshot.app.verify;

import dev.upshot.wire.IncompatibleSchemaException;
import dev.upshot.wire.UnknownSchemaException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Turns a value's bytes into an event, or into the reason why it is none. */
@FunctionalInterface
interface Decoder {

    Decoded decode(String topic, byte[] value);

    /** Decodes with the wire format; a value of another type than the topic's is told apart by the loader. */
    static Decoder of(Deserializer<SpecificRecord> deserializer) {
        return (topic, value) -> {
            try {
                return Decoded.event(deserializer.deserialize(topic, value));
            } catch (UnknownSchemaException e) {
                return Decoded.unreadable("unknown_schema");
            } catch (IncompatibleSchemaException e) {
                return Decoded.unreadable("incompatible_schema");
            } catch (SerializationException e) {
                return Decoded.unreadable("poison");
            }
        };
    }
}
