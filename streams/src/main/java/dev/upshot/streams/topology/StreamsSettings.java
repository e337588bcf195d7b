package dev.upshot.streams.topology;

import dev.upshot.streams.topology.store.TunedRocksDb;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of a measuring Kafka Streams application: exactly once, everything named, one tuned RocksDB. */
public final class StreamsSettings {

    private StreamsSettings() {}

    /**
     * The settings.
     *
     * @param measurement what is measured; its generation is part of the application id
     * @param bootstrapServers the brokers
     * @param stateDirectory where local state lives
     * @param threads stream threads of this instance, at least 1
     * @param overrides settings that win over these, by Kafka's names
     */
    public static Properties of(
            Measurement measurement,
            String bootstrapServers,
            Path stateDirectory,
            int threads,
            Map<String, String> overrides) {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(measurement));
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, TunedRocksDb.class);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5000);
        // A killed instance is given up after ten seconds, not after Kafka's forty-five.
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        p.putAll(overrides);
        return p;
    }

    /** The application id: topic prefix, {@code streams-}, generation. */
    public static String applicationId(Measurement measurement) {
        return measurement.topics().prefix() + "streams-" + measurement.generation();
    }
}
