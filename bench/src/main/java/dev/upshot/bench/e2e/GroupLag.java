package dev.upshot.bench.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until a group has committed all there is in its inputs and in its own internal topics. */
final class GroupLag {

    private GroupLag() {}

    static void awaitNone(Admin admin, String group, Set<String> inputs, Duration patience)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isNone(admin, group, inputs)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(group + " has not read its input after " + patience);
            }
            Thread.sleep(100);
        }
    }

    private static boolean isNone(Admin admin, String group, Set<String> inputs)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<String> seen =
                committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        if (!seen.containsAll(inputs)) {
            return false;
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        committed.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get();
        // The last records of a repartition topic are transaction markers, which a commit need not pass.
        return committed.entrySet().stream().allMatch(entry -> {
            boolean internal = !inputs.contains(entry.getKey().topic());
            return entry.getValue().offset() + (internal ? 1 : 0)
                    >= Objects.requireNonNull(ends.get(entry.getKey())).offset();
        });
    }
}
