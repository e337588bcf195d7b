package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise 1: the tables are a function of the set of events, whatever their order, repetition and partitioning. */
class SameBytesIT {

    private static final long SEED = Long.getLong("upshot.seed", 7L);
    private static final Plan PLAN = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));

    @RegisterExtension
    private static final StartedServices SERVICES = new StartedServices();

    @Test
    void shuffled_tripled_and_spread_over_1_4_and_7_partitions_the_tables_are_the_same_bytes()
            throws InterruptedException {
        List<TimedEvent> events = SimulatedEvents.of(PLAN, 3_000, SEED);
        List<String> expected = SERVICES.tables("plain", 4, List.of(PLAN), events);
        assertThat(expected).hasSizeGreaterThan(100);
        List<TimedEvent> tripled = SimulatedEvents.shuffled(events, 3, SEED);
        for (int partitions : new int[] {1, 4, 7}) {
            List<String> tables = SERVICES.tables("tripled" + partitions, partitions, List.of(PLAN), tripled);
            assertThat(tables).as("%d partitions, seed %d", partitions, SEED).isEqualTo(expected);
        }
    }
}
