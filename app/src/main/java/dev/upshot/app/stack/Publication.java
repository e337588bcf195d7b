package dev.upshot.app.stack;

import dev.upshot.app.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that come into their topics together or not at all. */
public final class Publication {
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
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        }
    }
}
