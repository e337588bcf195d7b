package dev.upshot.app.erase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.event.SubjectErasure;
import dev.upshot.sink.table.Erasure.Erased;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the topic of erasures holds: for each subject and use case a record that a database built anew carries out again. */
final class ErasureRecords {
    private ErasureRecords() {}

    static List<ProducerRecord<String, SpecificRecord>> of(String topic, Collection<Erased> erased) {
        return erased.stream()
                .map(one -> new ProducerRecord<String, SpecificRecord>(topic, key(one), value(one)))
                .toList();
    }

    /** A digest as the keys of the ledger and of the erasures have it. */
    static String hexadecimal(UUID digest) {
        return digest.toString().replace("-", "");
    }

    private static String key(Erased one) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add("erasure")
                .add(one.useCase())
                .add(hexadecimal(one.digest()))
                .toString();
    }

    private static SubjectErasure value(Erased one) {
        ByteBuffer digest = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(one.digest().getMostSignificantBits())
                .putLong(one.digest().getLeastSignificantBits())
                .flip();
        return new SubjectErasure(one.useCase(), digest, one.erasedAt());
    }
}
