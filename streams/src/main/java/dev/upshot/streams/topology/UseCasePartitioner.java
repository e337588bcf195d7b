package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.Lift;
import dev.upshot.event.Progress;
import dev.upshot.streams.topology.published.RowKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Brings all cells and lifts of one use case into one partition, and a statement of progress into the partition it
 * speaks of.
 */
final class UseCasePartitioner implements StreamPartitioner<String, SpecificRecord> {

    @Override
    public Optional<Set<Integer>> partitions(
            String topic, String key, @Nullable SpecificRecord value, int numPartitions) {
        if (value instanceof Progress progress) {
            return Optional.of(Set.of(progress.getThroughPartition()));
        }
        return Optional.of(Set.of(partition(useCase(key, value), numPartitions)));
    }

    private static String useCase(String key, @Nullable SpecificRecord value) {
        if (value instanceof CellPartial cell) {
            return cell.getUseCase();
        }
        return value instanceof Lift lift ? lift.getUseCase() : RowKey.useCase(key);
    }

    private static int partition(String useCase, int numPartitions) {
        return Utils.toPositive(Utils.murmur2(useCase.getBytes(StandardCharsets.UTF_8))) % numPartitions;
    }
}
