package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.Target;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.stack.Kafka;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Generation;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise 1 over instances and keys: who measures, where an event lies and how it names its subject never shows.
 *
 * <p>The history is without the events that simulate a wrong key. They are the one difference there ought to be: keyed topics refuse them, and
 * where keys do not matter they are as good as any.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT {

    private static final long SEED = Long.getLong("upshot.seed", 13L);
    private static final int PARTITIONS = 4;
    private static final Plan PLAN = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));

    @RegisterExtension
    private static final StartedServices SERVICES = new StartedServices();

    private final List<TimedEvent> events = SimulatedEvents.of(PLAN, 2_000, SEED).stream()
            .filter(event -> event.key().equals(subject(event.value())))
            .toList();
    private @Nullable List<String> alone;

    @Test
    void anInstanceJoinsAndAnotherLeavesInMidStreamAndTheTablesAreThoseOfOneAlone() throws InterruptedException {
        assertThat(changing("changing", PLAN, events)).isEqualTo(alone());
    }

    @Test
    void eventsUnderAnyKeyInTopicsOfUnequalPartitionsGiveTheSameTables() throws InterruptedException {
        createTopics(SERVICES.services().target("anykey."));
        Random random = new Random(SEED);
        List<TimedEvent> anyKey = new ArrayList<>();
        for (TimedEvent event : events) {
            anyKey.add(new TimedEvent(event.kind(), "k" + random.nextInt(40), event.value(), event.observedAt()));
        }
        assertThat(changing("anykey", with("repartition: true\n"), anyKey)).isEqualTo(alone());
    }

    @Test
    void eventsThatKnowOnlyTheirDecisionGiveTheSameTables() throws InterruptedException {
        List<TimedEvent> nameless = withoutSubjects();
        assertThat(nameless)
                .filteredOn(event -> subject(event.value()).isEmpty())
                .hasSizeGreaterThan(1_000);
        assertThat(changing("nameless", with("repartition: true\nresolve_subject: true\n"), nameless))
                .isEqualTo(alone());
    }

    /** The tables of one instance over keyed topics. */
    private List<String> alone() throws InterruptedException {
        if (alone == null) {
            alone = comparable(PLAN, SERVICES.tables("alone", PARTITIONS, List.of(PLAN), events));
        }
        return alone;
    }

    /** The second instance joins after a third of the events, the first leaves after two. */
    private static List<String> changing(String name, Plan plan, List<TimedEvent> events) throws InterruptedException {
        int third = events.size() / 3;
        try (RunningPipeline pipeline = SERVICES.pipeline(name, PARTITIONS, List.of(plan))) {
            pipeline.send(events.subList(0, third));
            pipeline.join(List.of(plan), SERVICES.state("second-" + name));
            pipeline.send(events.subList(third, 2 * third));
            pipeline.leave();
            pipeline.publish(events.subList(2 * third, events.size()));
            return comparable(plan, SERVICES.tables(name, pipeline));
        }
    }

    /** Plans that differ in how topics are keyed are generations of different names. */
    private static List<String> comparable(Plan plan, List<String> tables) {
        String generation = Generation.of(List.of(plan));
        return tables.stream().map(row -> row.replace(generation, "this")).toList();
    }

    private static void createTopics(Target target) {
        try (Admin admin = Kafka.admin(target)) {
            List<Integer> partitions = List.of(2, 3, 1);
            List<NewTopic> topics = new ArrayList<>();
            for (String topic : target.topics().inputs()) {
                topics.add(new NewTopic(topic, Optional.of(partitions.get(topics.size())), Optional.empty())
                        .configs(Map.of("retention.ms", "-1")));
            }
            Kafka.await(admin.createTopics(topics).all());
        }
    }

    /** Every second outcome and review leaves its subject out where the decision it names says who that is. */
    private List<TimedEvent> withoutSubjects() {
        Map<String, Instant> decided = new HashMap<>();
        for (TimedEvent event : events) {
            if (event.value() instanceof DecisionEvent decision) {
                decided.put(decision.getDecisionId(), decision.getDecidedAt());
            }
        }
        List<TimedEvent> some = new ArrayList<>();
        for (TimedEvent event : events) {
            boolean nameless = some.size() % 2 == 0 && isInWindow(event.value(), decided);
            some.add(nameless ? withoutSubject(event) : event);
        }
        return some;
    }

    private static boolean isInWindow(SpecificRecord event, Map<String, Instant> decided) {
        Instant from = null;
        Instant at = Instant.EPOCH;
        if (event instanceof OutcomeEvent outcome && outcome.getDecisionId() != null) {
            from = decided.get(outcome.getDecisionId());
            at = outcome.getOccurredAt();
        } else if (event instanceof ReviewEvent review) {
            from = decided.get(review.getDecisionId());
            at = review.getReviewedAt();
        }
        return from != null && !at.isBefore(from) && at.isBefore(from.plus(PLAN.horizon()));
    }

    private static TimedEvent withoutSubject(TimedEvent event) {
        SpecificRecord nameless;
        if (event.value() instanceof OutcomeEvent outcome) {
            nameless = new OutcomeEvent(
                    outcome.getOutcomeId(),
                    "",
                    outcome.getOutcome(),
                    outcome.getOccurredAt(),
                    outcome.getValue(),
                    outcome.getDecisionId(),
                    outcome.getUnit(),
                    outcome.getLabel(),
                    outcome.getAmends(),
                    outcome.getStatus());
        } else {
            ReviewEvent review = (ReviewEvent) event.value();
            nameless = new ReviewEvent(
                    review.getDecisionId(),
                    "",
                    review.getReviewer(),
                    review.getVerdict(),
                    review.getReviewedAt(),
                    review.getUseCase(),
                    review.getReviewStartedAt(),
                    review.getFinalAction(),
                    review.getReasonCode());
        }
        return new TimedEvent(event.kind(), "", nameless, event.observedAt());
    }

    private static String subject(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getSubjectId();
        }
        return event instanceof OutcomeEvent outcome ? outcome.getSubjectId() : ((ReviewEvent) event).getSubjectId();
    }

    private static Plan with(String lines) {
        return PlanReader.parse(PLAN.yaml() + "\n" + lines, "plan.yaml");
    }
}
