package dev.upshot.sink;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.QuarantineChange;
import dev.upshot.wire.IncompatibleSchemaException;
import dev.upshot.wire.UnknownSchemaException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** From bytes to changes. What cannot be decoded changes the quarantine. */
final class RecordDecoder implements AutoCloseable {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Deserializer<SpecificRecord> values;

    RecordDecoder(Deserializer<SpecificRecord> values) {
        this.values = values;
    }

    /** @throws dev.upshot.wire.RegistryUnavailableException when the registry is away: try the same records again */
    List<Change> decode(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Change> changes = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            changes.add(decode(record));
        }
        return changes;
    }

    private Change decode(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset(), observedAt(record.timestamp()));
        try {
            return Changes.of(origin, key(record.key()), values.deserialize(record.topic(), record.value()));
        } catch (UnknownSchemaException e) {
            return QuarantineChange.refused(origin, "its schema id is not known to the registry");
        } catch (IncompatibleSchemaException e) {
            return QuarantineChange.refused(origin, "it was written with a schema that cannot be read as ours");
        } catch (SerializationException e) {
            return QuarantineChange.refused(origin, "its value cannot be decoded");
        } catch (CharacterCodingException e) {
            return QuarantineChange.refused(origin, "its key is not UTF-8");
        }
    }

    @Override
    public void close() {
        values.close();
    }

    private static @Nullable String key(byte @Nullable [] key) throws CharacterCodingException {
        return key == null
                ? null
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(key))
                        .toString();
    }

    /** The timestamp, brought into the years PostgreSQL and its readers agree on: it is only told, never reckoned with. */
    private static Instant observedAt(long timestamp) {
        Instant observed = Instant.ofEpochMilli(timestamp);
        return observed.isBefore(FIRST) ? FIRST : observed.isAfter(LAST) ? LAST : observed;
    }
}
