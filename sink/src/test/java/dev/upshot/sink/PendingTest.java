package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PendingTest {
    private static final TopicPartition A = new TopicPartition("cells", 0);
    private static final TopicPartition B = new TopicPartition("cells", 1);
    private static final TopicPartition EMPTY = new TopicPartition("cells", 2);

    private final Pending pending = new Pending();

    @Test
    void aShareGoesOnAtTheFirstRecordThatIsLeft() {
        poll(Map.of(A, List.of(3L, 4L, 9L), B, List.of(7L)), Map.of(A, 11L, B, 8L, EMPTY, 5L));

        Pending.Share first = pending.first(2);
        pending.written(first);
        Pending.Share rest = pending.first(2);
        pending.written(rest);

        assertThat(offsets(first)).containsExactly(3L, 4L);
        assertThat(first.nextOffsets()).isEqualTo(Map.of(A, 9L, B, 7L, EMPTY, 5L));
        assertThat(offsets(rest)).containsExactly(9L, 7L);
        assertThat(rest.nextOffsets()).isEqualTo(Map.of(A, 11L, B, 8L));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void untilAShareIsWrittenItStays() {
        poll(Map.of(A, List.of(3L)), Map.of(A, 5L));

        assertThat(pending.first(10)).isEqualTo(pending.first(10));
        assertThat(pending.isEmpty()).isFalse();
    }

    @Test
    void markersWithoutRecordsMoveTheOffsetToo() {
        poll(Map.of(), Map.of(A, 6L));

        assertThat(pending.first(10).nextOffsets()).isEqualTo(Map.of(A, 6L));
        pending.written(pending.first(10));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void aPartitionThatIsLostLeavesNothing() {
        poll(Map.of(A, List.of(3L, 4L), B, List.of(7L)), Map.of(A, 5L, B, 8L));

        pending.drop(Set.of(A));

        assertThat(offsets(pending.first(10))).containsExactly(7L);
        assertThat(pending.first(10).nextOffsets()).isEqualTo(Map.of(B, 8L));
        assertThat(pending.partitions()).containsExactly(B);
    }

    private void poll(Map<TopicPartition, List<Long>> offsets, Map<TopicPartition, Long> next) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        for (TopicPartition partition : List.of(A, B)) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>();
            for (long offset : offsets.getOrDefault(partition, List.of())) {
                ofPartition.add(new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
            }
            records.put(partition, ofPartition);
        }
        Map<TopicPartition, OffsetAndMetadata> positions = new LinkedHashMap<>();
        next.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        pending.add(new ConsumerRecords<>(records, positions));
    }

    private static List<Long> offsets(Pending.Share share) {
        return share.records().stream().map(ConsumerRecord::offset).toList();
    }
}
