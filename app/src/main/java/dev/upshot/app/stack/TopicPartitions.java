package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.streams.plan.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many partitions the topics have. Immutable.
 *
 * @param inputs of each event topic, by its name, in the order of the topics
 * @param measuring of the cells and the lifts, and so of the tasks that measure; at least 1
 */
public record TopicPartitions(Map<String, Integer> inputs, int measuring) {

    /** Copies the map. */
    public TopicPartitions {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** Whether subjects meet where their events lie: all topics have equally many. */
    public boolean areEqual() {
        return inputs.values().stream().allMatch(count -> count == measuring);
    }

    /** Of each event topic, in their order. */
    public List<Integer> ofInputs() {
        return List.copyOf(inputs.values());
    }

    /**
     * Checks that plans can be measured over these topics: those with {@code repartition: true} over any, others where all have equally many.
     *
     * @throws CommandFailure if one cannot, saying which topic has how many and what to do
     */
    public void require(Collection<Plan> plans) {
        List<String> keyed = plans.stream()
                .filter(plan -> !plan.routing().isRouted())
                .map(Plan::id)
                .sorted()
                .toList();
        if (!keyed.isEmpty() && !areEqual()) {
            throw CommandFailure.usage("the topics must have equally many partitions for " + String.join(", ", keyed)
                    + ", because what concerns one subject must meet in one of them; they have: " + this
                    + "; set repartition: true in the plan (in a new version, if it is published), or create the topics"
                    + " anew with one number, or choose another --topic-prefix");
        }
    }

    /** The counts for people. */
    @Override
    public String toString() {
        return inputs.entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .collect(Collectors.joining(", "))
                + ", cells and lifts " + measuring;
    }
}
