package dev.upshot.sink;

import dev.upshot.sink.change.Change;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one transaction does.
 *
 * @param changes in the order of their offsets, per partition
 * @param moves for every partition that was read: the epoch it is held with and where reading goes on afterwards
 */
record Batch(List<Change> changes, Map<TopicPartition, Claim> moves) {}
