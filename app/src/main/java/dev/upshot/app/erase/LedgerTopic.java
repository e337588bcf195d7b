package dev.upshot.app.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upshot.app.Target;
import dev.upshot.app.verify.TopicReader;
import dev.upshot.sink.table.Erasure.Erased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The compacted topic of the ledger, whose keys end in the digest of a subject. */
final class LedgerTopic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USE_CASE = 1;
    private static final int DIGEST = 5;

    private final Target target;

    LedgerTopic(Target target) {
        this.target = target;
    }

    /** A subject of a use case, its digest in hexadecimal. */
    private record Subject(String useCase, String digest) {}

    /** A tombstone for every entry of these subjects that has none yet. */
    List<ProducerRecord<String, SpecificRecord>> tombstones(Collection<Erased> erased) {
        Set<Subject> subjects = erased.stream()
                .map(one -> new Subject(one.useCase(), ErasureRecords.hexadecimal(one.digest())))
                .collect(Collectors.toSet());
        List<ProducerRecord<String, SpecificRecord>> tombstones = new ArrayList<>();
        living(subjects)
                .forEach((key, partition) ->
                        tombstones.add(new ProducerRecord<>(target.topics().ledger(), partition, key, null)));
        return tombstones;
    }

    /** Keys of their entries whose latest record is no tombstone, and where they lie. */
    private Map<String, Integer> living(Set<Subject> subjects) {
        Map<String, Integer> living = new LinkedHashMap<>();
        try (TopicReader reader = new TopicReader(target)) {
            Iterator<ConsumerRecord<byte[], byte[]>> records =
                    reader.read(reader.extent(target.topics().ledger()));
            while (records.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = records.next();
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                if (!isOf(subjects, key)) {
                    continue;
                }
                if (record.value() == null) {
                    living.remove(key);
                } else {
                    living.put(key, record.partition());
                }
            }
        }
        return living;
    }

    private static boolean isOf(Set<Subject> subjects, String key) {
        try {
            JsonNode parts = JSON.readTree(key);
            return subjects.contains(new Subject(
                    parts.path(USE_CASE).asText(), parts.path(DIGEST).asText()));
        } catch (JsonProcessingException e) {
            return false; // not written by us, and the sink refuses it
        }
    }
}
