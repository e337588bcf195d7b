package dev.upshot.streams.topology;

import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.Topics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What one Kafka Streams application measures: a generation of plans that were published together.
 *
 * <p>Each generation replays the topics from the beginning on its own, so that a new plan version is measured beside
 * the old ones without disturbing them.
 *
 * @param generation the generation's name
 * @param plans its plans; the set never changes
 * @param elsewhere plans of other generations: their events are known and not ours
 * @param topics names of the topics
 * @param partitions number of partitions of the cells and lifts topics, and of tasks that measure
 * @param inputPartitions number of partitions of each event topic; they differ only where the plans are routed
 * @param emitEvery how often changed cells and lifts are published; changes when rows are emitted, never what they say
 */
public record Measurement(
        String generation,
        List<Plan> plans,
        List<Plan> elsewhere,
        Topics topics,
        int partitions,
        List<Integer> inputPartitions,
        Duration emitEvery) {

    /** Marks of how far routing has come, per interval of publication. */
    private static final int MARKS_PER_EMISSION = 5;

    /** Copies the lists and checks the ranges. */
    public Measurement {
        plans = List.copyOf(plans);
        elsewhere = List.copyOf(elsewhere);
        inputPartitions = List.copyOf(inputPartitions);
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("plans: a generation has at least one plan");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + ", at least 1");
        }
        if (inputPartitions.size() != topics.inputs().size()) {
            throw new IllegalArgumentException("inputPartitions: " + inputPartitions + ", one per event topic");
        }
        if (plans.stream().map(plan -> plan.routing().isRouted()).distinct().count() > 1) {
            throw new IllegalArgumentException("plans: all of a generation are routed, or none");
        }
        if (emitEvery.isNegative() || emitEvery.isZero()) {
            throw new IllegalArgumentException("emitEvery: " + emitEvery + ", must be positive");
        }
    }

    /** The same number of partitions everywhere. */
    public Measurement(
            String generation,
            List<Plan> plans,
            List<Plan> elsewhere,
            Topics topics,
            int partitions,
            Duration emitEvery) {
        this(
                generation,
                plans,
                elsewhere,
                topics,
                partitions,
                Collections.nCopies(topics.inputs().size(), partitions),
                emitEvery);
    }

    /** Whether events are brought together by their subject first. */
    boolean isRouted() {
        return plans.get(0).routing().isRouted();
    }

    /** Whether a plan wants events without a subject to be found one. */
    boolean resolvesSubjects() {
        return plans.stream().anyMatch(plan -> plan.routing().resolvesSubjects());
    }

    /** How often a stage of the routing says how far it is, while it is under way. */
    Duration markEvery() {
        return emitEvery.dividedBy(MARKS_PER_EMISSION);
    }
}
