package dev.upshot.sink;

import dev.upshot.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a sink needs to know.
 *
 * @param dataSource the reporting database, already migrated; not closed by the sink
 * @param topics names of the topics
 * @param kafka configuration of the consumer by Kafka's names, {@code bootstrap.servers} at least
 * @param wire configuration of the values' format, see {@link dev.upshot.wire.WireFormat}
 */
public record SinkSettings(DataSource dataSource, Topics topics, Map<String, String> kafka, Map<String, String> wire) {
    /** Records in one poll, and so in one transaction, at most; {@code max.poll.records} overrides it. */
    private static final int BATCH_RECORDS = 5_000;
    /** Bytes that a broker sends at once, unless a single record is larger; {@code fetch.max.bytes} overrides it. */
    private static final int FETCH_BYTES = 16 << 20;

    public SinkSettings {
        kafka = Map.copyOf(kafka);
        wire = Map.copyOf(wire);
        if (!kafka.containsKey(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("the sink needs bootstrap.servers: the address of the Kafka brokers");
        }
    }

    /** The consumer group that shares the partitions among sinks. It holds no offsets: the database does. */
    public String group() {
        return topics.prefix() + "sink";
    }

    /** Records in one transaction, at most. */
    int batchRecords() {
        String own = kafka.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
        return own == null ? BATCH_RECORDS : Integer.parseInt(own.strip());
    }

    Properties consumer() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
        // Bounds what is in memory: one answer of every broker, besides the records of one poll.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // Topics that are created after the sink has started are noticed sooner than by default.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        // A killed sink's partitions are shared out after this time.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        if (!"consumer".equals(kafka.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            properties.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        properties.putAll(kafka);
        // What correctness hangs on is not a matter of configuration.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** A registry that is away is waited for outside of the deserializer, where the group is kept informed. */
    Map<String, Object> wireWithoutWaiting() {
        Map<String, Object> config = new HashMap<>(wire);
        config.put("registry.retry.ms", "0");
        return config;
    }
}
