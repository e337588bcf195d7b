package dev.upshot.app.publish;

import dev.upshot.app.Target;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to their topics: idempotent, acknowledged by all replicas, compressed, in large batches, partitioned by
 * Kafka's own hash of the key, with the observed time as the record's timestamp.
 */
public final class KafkaPublisher implements Publisher {

    private final Producer<String, SpecificRecord> producer;
    private final Topics topics;
    private final String bootstrapServers;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private boolean gaveUp;

    private KafkaPublisher(Producer<String, SpecificRecord> producer, Topics topics, String bootstrapServers) {
        this.producer = producer;
        this.topics = topics;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * A publisher to the target's topics, which must exist.
     *
     * @throws PublishException if the settings are not a producer's
     */
    public static KafkaPublisher to(Target target) {
        try {
            Producer<String, SpecificRecord> producer = new KafkaProducer<>(
                    settings(target),
                    new StringSerializer(),
                    WireFormat.of(target.wire()).serializer());
            return new KafkaPublisher(producer, target.topics(), target.bootstrapServers());
        } catch (KafkaException e) {
            throw new PublishException(
                    "cannot set up a producer for " + target.bootstrapServers() + ": " + rootMessage(e)
                            + "; check bootstrap.servers and the kafka.* settings",
                    e);
        }
    }

    private static Map<String, Object> settings(Target target) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "upshot-publisher");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Where a topic is so new that its leader refuses the first batch, a broker takes the second one in flight for
        // the
        // first of this producer, and then refuses the first for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.putAll(target.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        return settings;
    }

    @Override
    public void publish(TimedEvent event) {
        String topic = event.kind().topic(topics);
        send(new ProducerRecord<>(topic, null, event.observedAt(), event.key(), event.value()));
    }

    @Override
    public void tick(Instant at) {
        flush();
        try {
            for (String topic : topics.inputs()) {
                for (PartitionInfo partition : producer.partitionsFor(topic)) {
                    send(tick(topic, partition.partition(), at.toEpochMilli()));
                }
            }
        } catch (KafkaException e) {
            throw giveUp(e);
        }
        flush();
    }

    private static ProducerRecord<String, SpecificRecord> tick(String topic, int partition, long at) {
        return new ProducerRecord<>(topic, partition, at, null, null, List.of(TickHeader.of(at)));
    }

    private void send(ProducerRecord<String, SpecificRecord> record) {
        throwFailure();
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, exception) -> {
                if (exception != null) {
                    failure.compareAndSet(null, exception);
                }
            });
        } catch (KafkaException e) {
            throw giveUp(e);
        }
    }

    private void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw giveUp(e);
        }
        throwFailure();
    }

    @Override
    public void close() {
        if (gaveUp) {
            producer.close(Duration.ZERO);
            return;
        }
        // close() alone would not tell whether the last records were acknowledged.
        try (producer) {
            producer.flush();
        } catch (KafkaException e) {
            throw giveUp(e);
        }
        throwFailure();
    }

    private void throwFailure() {
        Exception e = failure.get();
        if (e != null) {
            throw giveUp(e);
        }
    }

    private PublishException giveUp(Exception cause) {
        gaveUp = true;
        return new PublishException(
                "cannot write events to " + bootstrapServers + ": " + rootMessage(cause) + "; " + remedy(cause), cause);
    }

    private static String remedy(Exception cause) {
        if (cause instanceof SerializationException) {
            return "check that the registry is this installation's and the schemas are compatible";
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return "check the credentials in the kafka.* settings and the rights on the topics";
        }
        if (cause instanceof RetriableException) {
            return "check that the broker and the registry are up and the topics exist, then run again: "
                    + "events written twice count once";
        }
        return "run again when the cause is removed: events written twice count once";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank()
                ? root.getClass().getSimpleName()
                : message.strip().replaceFirst("\\.$", "");
    }
}
