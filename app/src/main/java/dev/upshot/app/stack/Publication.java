package dev.upshot.app.stack;

import dev.upshot.app.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
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
     * Writes them in a transaction of this publication only: two at a time do not fence each other. A transaction that the broker does not
     * know as under way was not committed, and is tried again.
     *
     * @param name of what is published; the client is {@code upshot-NAME}, the transactional id the topic prefix, {@code NAME-} and something
     *     that never comes again
     * @param values gives a serializer for each attempt, which closes it
     * @throws org.apache.kafka.common.KafkaException if the broker or registry cannot be used
     */
    public static <V> void write(
            Target target, String name, Supplier<Serializer<V>> values, Collection<ProducerRecord<String, V>> records) {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "upshot-" + name);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.topics().prefix() + name + "-" + UUID.randomUUID());
        write(() -> new KafkaProducer<>(settings, new StringSerializer(), values.get()), records);
    }

    /** Each attempt by another producer: such a refusal is the end of the one that met it. */
    static <V> void write(Supplier<Producer<String, V>> producers, Collection<ProducerRecord<String, V>> records) {
        for (int attempt = 1; ; attempt++) {
            try (Producer<String, V> producer = producers.get()) {
                producer.initTransactions();
                producer.beginTransaction();
                records.forEach(producer::send);
                producer.commitTransaction();
                return;
            } catch (KafkaException e) {
                if (attempt == ATTEMPTS || !isUnknown(e)) {
                    throw e;
                }
                LOG.warn("the broker did not know a transaction, writing it again. reason=\"{}\"", e.getMessage());
            }
        }
    }

    /** Whoever meets it first throws it, whatever is called after that names it as the cause. */
    private static boolean isUnknown(KafkaException e) {
        return e instanceof InvalidTxnStateException || e.getCause() instanceof InvalidTxnStateException;
    }
}
