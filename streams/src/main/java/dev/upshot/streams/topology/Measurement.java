package dev.upshot.streams.topology;

import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.Topics;
import java.time.Duration;
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
 * @param partitions number of partitions of the event topics and of the cells and lifts topics
 * @param emitEvery how often changed cells and lifts are published; changes when rows are emitted, never what they say
 */
public record Measurement(
        String generation, List<Plan> plans, List<Plan> elsewhere, Topics topics, int partitions, Duration emitEvery) {

    /** Copies the lists and checks the ranges. */
    public Measurement {
        plans = List.copyOf(plans);
        elsewhere = List.copyOf(elsewhere);
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("plans: a generation has at least one plan");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + ", at least 1");
        }
        if (emitEvery.isNegative() || emitEvery.isZero()) {
            throw new IllegalArgumentException("emitEvery: " + emitEvery + ", must be positive");
        }
    }
}
