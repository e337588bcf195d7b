package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 1: the tables are a function of the set of events, whatever their order, repetition and partitioning. */
class SameBytesIT {

    private static final long SEED = Long.getLong("upshot.seed", 7L);
    private static final Plan PLAN = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));

    @TempDir
    private static Path directory;

    private static RealServices services;

    @BeforeAll
    static void start() {
        services = new RealServices(directory.resolve("services"));
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void shuffled_tripled_and_spread_over_1_4_and_7_partitions_the_tables_are_the_same_bytes()
            throws InterruptedException {
        List<TimedEvent> events = new ArrayList<>();
        Simulation.of(PLAN, 3_000, 30, SEED).forEach(simulated -> events.add(simulated.event()));
        List<String> expected = tables("plain", 4, events);
        assertThat(expected).hasSizeGreaterThan(100);
        for (int partitions : new int[] {1, 4, 7}) {
            List<String> tables = tables("tripled" + partitions, partitions, shuffled(events, 3));
            assertThat(tables).as("%d partitions, seed %d", partitions, SEED).isEqualTo(expected);
        }
    }

    private static List<String> tables(String name, int partitions, List<TimedEvent> events)
            throws InterruptedException {
        try (RunningPipeline pipeline =
                new RunningPipeline(services, name, partitions, List.of(PLAN), directory.resolve("state"))) {
            pipeline.publish(events);
            pipeline.letTimePass();
            assertThat(pipeline.verify().render()).as(name).contains("matches");
            return pipeline.dump();
        }
    }

    /** Every event so many times, ties of the observed time in random order. */
    private static List<TimedEvent> shuffled(List<TimedEvent> events, int times) {
        List<TimedEvent> shuffled = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            shuffled.addAll(events);
        }
        Collections.shuffle(shuffled, new Random(SEED));
        shuffled.sort(Comparator.comparingLong(TimedEvent::observedAt));
        return shuffled;
    }
}
