package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 1 over instances and keys: who measures, and where an event lies, never shows. */
class TwoInstancesIT {

    private static final long SEED = Long.getLong("upshot.seed", 13L);
    private static final int PARTITIONS = 4;
    private static final Plan PLAN = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));
    private static final Plan REPARTITIONED = with("repartition: true\n");
    private static final Plan RESOLVING = with("repartition: true\nresolve_subject: true\n");

    @TempDir
    private static Path directory;

    private static RealServices services;

    private final List<TimedEvent> events = new ArrayList<>();

    TwoInstancesIT() {
        Simulation.of(PLAN, 2_000, 30, SEED).forEach(simulated -> events.add(simulated.event()));
    }

    @BeforeAll
    static void start() {
        services = new RealServices(directory.resolve("services"));
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void anInstanceJoinsAndAnotherLeavesInMidStreamAndTheTablesAreThoseOfOneAlone() throws InterruptedException {
        assertThat(changing("changing", PLAN, events)).isEqualTo(alone("alone", PLAN, events));
    }

    @Test
    void eventsUnderAnyKeyAreWorthWhatTheyAreUnderTheirSubjects() throws InterruptedException {
        Random random = new Random(SEED);
        List<TimedEvent> anyKey = new ArrayList<>();
        List<TimedEvent> noSubject = new ArrayList<>();
        for (TimedEvent event : events) {
            String key = "k" + random.nextInt(40);
            anyKey.add(new TimedEvent(event.kind(), key, event.value(), event.observedAt()));
            noSubject.add(new TimedEvent(event.kind(), key, withoutSubject(event.value()), event.observedAt()));
        }
        List<String> keyed = figures(alone("keyed", PLAN, events));
        assertThat(figures(changing("anykey", REPARTITIONED, anyKey))).isEqualTo(keyed);
        assertThat(figures(changing("nosubject", RESOLVING, noSubject))).isEqualTo(keyed);
    }

    private static List<String> alone(String name, Plan plan, List<TimedEvent> events) throws InterruptedException {
        try (RunningPipeline pipeline =
                new RunningPipeline(services, name, PARTITIONS, List.of(plan), directory.resolve("state"))) {
            pipeline.publish(events);
            pipeline.letTimePass();
            assertThat(pipeline.verify().render()).as(name).contains("matches");
            return pipeline.dump();
        }
    }

    /** The second instance joins after a third of the events, the first leaves after two. */
    private static List<String> changing(String name, Plan plan, List<TimedEvent> events) throws InterruptedException {
        int third = events.size() / 3;
        try (RunningPipeline pipeline =
                new RunningPipeline(services, name, PARTITIONS, List.of(plan), directory.resolve("state"))) {
            pipeline.send(events.subList(0, third));
            pipeline.join(List.of(plan), directory.resolve("second-" + name));
            pipeline.send(events.subList(third, 2 * third));
            pipeline.leave();
            pipeline.publish(events.subList(2 * third, events.size()));
            pipeline.letTimePass();
            assertThat(pipeline.verify().render()).as(name).contains("matches");
            return pipeline.dump();
        }
    }

    /** Without the rows that name the generation. */
    private static List<String> figures(List<String> rows) {
        return rows.stream()
                .filter(row -> !row.startsWith("outcome.lifts") && !row.startsWith("report.lifts"))
                .toList();
    }

    /** As one would write it who knows the decision alone. */
    private static SpecificRecord withoutSubject(SpecificRecord event) {
        if (event instanceof OutcomeEvent outcome && outcome.getDecisionId() != null) {
            return OutcomeEvent.newBuilder(outcome).setSubjectId("").build();
        }
        return event instanceof ReviewEvent review
                ? ReviewEvent.newBuilder(review).setSubjectId("").build()
                : event;
    }

    private static Plan with(String lines) {
        return PlanReader.parse(PLAN.yaml() + "\n" + lines, "plan.yaml");
    }
}
