package dev.upshot.app.plans;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import dev.upshot.streams.plan.Generation;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is measured, by generation: the plans that were published together. A published plan never changes; a changed
 * plan is a new version.
 */
public final class PlanCatalog {
    private final PlanTopic topic;
    private final String name;

    /** The catalogue in the target's topic of plans, which must exist. */
    public PlanCatalog(Target target) {
        this.topic = new PlanTopic(target);
        this.name = target.topics().plans();
    }

    /**
     * Publishes the plans that are new, together, as one generation; those with {@code repartition: true} as one of their own.
     * Publishing the same plans again changes nothing.
     *
     * @return all published plans by generation, the oldest first; empty if there never was one
     * @throws CommandFailure if a plan has the use case and version of a published one and says something else
     */
    public Map<String, List<Plan>> publish(Collection<Plan> plans) {
        Collection<PublishedPlan> published = topic.read();
        List<PublishedPlan> all = new ArrayList<>(published);
        List<Plan> additions = new ArrayList<>();
        for (Plan plan : plans) {
            Optional<Plan> same = published.stream()
                    .map(PublishedPlan::plan)
                    .filter(known -> known.useCase().equals(plan.useCase()) && known.version() == plan.version())
                    .findFirst();
            if (same.isEmpty()) {
                additions.add(plan);
            } else if (!same.get().contentHash().equals(plan.contentHash())) {
                throw changed(plan, same.get());
            }
        }
        // Plans of one generation read the same topics: those that are routed first are measured apart.
        additions.stream()
                .collect(Collectors.partitioningBy(plan -> plan.routing().isRouted()))
                .values()
                .forEach(alike -> publish(alike, all));
        return byGeneration(all);
    }

    /** How long the most patient of the published plans waits for late events; empty if there never was a plan. */
    public Optional<Duration> longestLateness() {
        return topic.read().stream()
                .map(published -> published.plan().lateness())
                .max(Comparator.naturalOrder());
    }

    private void publish(List<Plan> together, List<PublishedPlan> all) {
        if (together.isEmpty()) {
            return;
        }
        String generation = Generation.of(together);
        topic.publish(generation, together);
        // What was just acknowledged is known: reading it back would race with the broker's high watermark.
        together.forEach(plan -> all.add(new PublishedPlan(generation, plan)));
    }

    private CommandFailure changed(Plan plan, Plan published) {
        return CommandFailure.usage("the plan " + plan.id() + " (content " + shortened(plan)
                + ") is not the one published under this version in topic " + name + " (content "
                + shortened(published) + "); a published plan never changes: give it version "
                + (plan.version() + 1));
    }

    private static String shortened(Plan plan) {
        return plan.contentHash().substring(0, 12);
    }

    private static Map<String, List<Plan>> byGeneration(Collection<PublishedPlan> published) {
        Map<String, List<Plan>> generations = new LinkedHashMap<>();
        for (PublishedPlan plan : published) {
            generations
                    .computeIfAbsent(plan.generation(), generation -> new ArrayList<>())
                    .add(plan.plan());
        }
        return generations;
    }
}
