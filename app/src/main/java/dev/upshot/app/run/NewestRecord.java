package dev.upshot.app.run;

import dev.upshot.app.stack.Kafka;
import dev.upshot.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The highest timestamp of any event or tick, as the broker knows it without reading records. */
record NewestRecord(Admin admin, Topics topics) {

    /** Milliseconds since 1970; empty where there is no record at all. */
    OptionalLong timestamp() {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        Map<String, TopicDescription> found =
                Kafka.await(admin.describeTopics(topics.inputs()).allTopicNames());
        found.forEach((topic, description) -> description
                .partitions()
                .forEach(partition ->
                        asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.maxTimestamp())));
        return Kafka.await(admin.listOffsets(asked).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .filter(timestamp -> timestamp >= 0)
                .max();
    }
}
