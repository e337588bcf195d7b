package dev.upshot.app.stack;

import dev.upshot.app.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that come into their topics together or not at all. */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int ATTEMPTS = 3;

    private Publication() {}

    /**
     * Writes them in a transaction of this publication only: two at a time do not fence each other.
     *
     * @param name of what is published; the client is {@code upshot-NAME}, the transactional id the topic prefix, {@code NAME-} and something
     *     that never comes again
     * @throws org.apache.kafka.common.KafkaException if the broker or registry cannot be used
     */
    public static <V> void write(
            Target target, String name, Serializer<V> values, Collection<ProducerRecord<String, V>> records) {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "upshot-" + name);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.topics().prefix() + name + "-" + UUID.randomUUID());
        write(
                () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
                serialized(values, records));
    }

    /** Once, before any transaction begins: a producer closes the serializers it was given. */
    private static <V> List<ProducerRecord<String, byte[]>> serialized(
            Serializer<V> values, Collection<ProducerRecord<String, V>> records) {
        try (values) {
            return records.stream()
                    .map(record -> new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            values.serialize(record.topic(), record.headers(), record.value()),
                            record.headers()))
                    .toList();
        }
    }

    /** Writes them with one producer after the other, until the coordinator takes the transaction. */
    static void write(
            Supplier<? extends Producer<String, byte[]>> producers, List<ProducerRecord<String, byte[]>> records) {
        for (int attempt = 1; ; attempt++) {
            try (Producer<String, byte[]> producer = producers.get()) {
                producer.initTransactions();
                producer.beginTransaction();
                records.forEach(producer::send);
                producer.commitTransaction();
                return;
            } catch (InvalidTxnStateException e) {
                // The coordinator knows of no such transaction, so nothing was committed; the producer ends with it.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("the broker refused to commit what was published, trying again", e);
            }
        }
    }
}
