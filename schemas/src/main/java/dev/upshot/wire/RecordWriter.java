package dev.upshot.wire;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Writes the records of one schema under its id. Immutable and safe for use by several threads. */
final class RecordWriter {

    private final Schema schema;
    private final int id;
    private final ValueWriter writer;

    RecordWriter(Schema schema, int id) {
        this.schema = schema;
        this.id = id;
        this.writer = ValueWriter.of(schema);
    }

    boolean writes(Schema other) {
        return schema.equals(other);
    }

    /** @throws SerializationException if a field that must not be null is null, or a time is beyond all bounds */
    byte[] write(String topic, SpecificRecord record) {
        Frame frame = Frame.start(id);
        try {
            writer.write(frame, record);
        } catch (NullPointerException | ArithmeticException unwritable) {
            throw new SerializationException(
                    "A " + schema.getFullName() + " for topic " + topic + " cannot be written: "
                            + unwritable.getMessage(),
                    unwritable);
        }
        return frame.toBytes();
    }
}
