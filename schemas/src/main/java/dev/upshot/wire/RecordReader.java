package dev.upshot.wire;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads the records of one schema id. Immutable and safe for use by several threads. */
final class RecordReader {

    /** Bytes before the Avro data: the zero byte and the id. */
    static final int HEADER = 5;

    /** A decoder is bound to a thread, not to a reader: it is large, and holds no more than the last record's bytes. */
    private static final ThreadLocal<BinaryDecoder> DECODER = new ThreadLocal<>();

    private final int id;
    private final Schema writer;
    private final DatumReader<SpecificRecord> reader;

    private RecordReader(int id, Schema writer, DatumReader<SpecificRecord> reader) {
        this.id = id;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Prepares reading what was written with a schema as the generated class of the same full name.
     *
     * @throws IncompatibleSchemaException if there is no such class or it cannot hold what was written
     */
    static RecordReader of(int id, Schema writer) {
        String name = writer.getType() == Schema.Type.RECORD ? writer.getFullName() : "a " + writer.getName();
        Schema ours = RecordTypes.named(name);
        if (ours == null) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " is of " + name + ", which is none of Upshot's records: " + RecordTypes.names()
                            + ".",
                    null);
        }
        String problems = Incompatibilities.of(writer, ours);
        if (!problems.isEmpty()) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " of " + name + " cannot be read: " + problems
                            + ". Register a compatible version and write the records anew.",
                    null);
        }
        try {
            // Directly, and not through SpecificDatumReader: this part of it is immutable, hence safe to share.
            return new RecordReader(
                    id, writer, new FastReaderBuilder(SpecificData.getForSchema(ours)).createDatumReader(writer, ours));
        } catch (IOException impossible) {
            throw new IllegalStateException("preparing a reader does not read", impossible);
        }
    }

    /** @throws PoisonRecordException or {@link IncompatibleSchemaException} if the bytes are no such record */
    SpecificRecord read(String topic, byte[] data) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, HEADER, data.length - HEADER, DECODER.get());
        DECODER.set(decoder);
        try {
            SpecificRecord record = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (EOFException tooShort) {
            throw new PoisonRecordException(place(topic) + " ends too early", tooShort);
        } catch (AvroTypeException mismatch) {
            throw mismatch(topic, mismatch);
        } catch (IOException | RuntimeException malformed) {
            throw new PoisonRecordException(place(topic) + " is malformed: " + malformed.getMessage(), malformed);
        }
        throw new PoisonRecordException(place(topic) + " has bytes left over after the record", null);
    }

    private SerializationException mismatch(String topic, AvroTypeException mismatch) {
        return isMalformed(mismatch)
                ? new PoisonRecordException(place(topic) + " is malformed: " + mismatch.getMessage(), mismatch)
                : new IncompatibleSchemaException(
                        place(topic) + " holds what Upshot's schema has no place for: " + mismatch.getMessage(),
                        mismatch);
    }

    /** Avro has one exception for bytes that no schema allows and for symbols that only the writer's schema knows. */
    static boolean isMalformed(AvroTypeException mismatch) {
        return String.valueOf(mismatch.getMessage()).contains("out of range");
    }

    private String place(String topic) {
        return "A value of topic " + topic + " with schema id " + id + " (" + writer.getFullName() + ")";
    }
}
