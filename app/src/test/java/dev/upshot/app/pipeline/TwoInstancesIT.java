package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    /** What the tables hold is compared with the recomputation, which shares no code with the stages that route. */
    @Test
    void eventsUnderAnyKeyAreMeasuredAsTheRecomputationSays() throws InterruptedException {
        Random random = new Random(SEED);
        List<TimedEvent> anyKey = new ArrayList<>();
        for (TimedEvent event : events) {
            String key = "k" + random.nextInt(40);
            anyKey.add(new TimedEvent(event.kind(), key, event.value(), event.observedAt()));
        }
        assertThat(changing("anykey", REPARTITIONED, anyKey)).isNotEmpty();
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

    private static Plan with(String lines) {
        return PlanReader.parse(PLAN.yaml() + "\n" + lines, "plan.yaml");
    }
}
