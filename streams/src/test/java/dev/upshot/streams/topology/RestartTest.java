package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.store.StateStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker: who loses the disk in mid-stream has everything again from the changelogs, clock and index included. */
class RestartTest {

    private static final Plan PLAN = RandomHistory.plan("subject");
    private static final Duration TICK_EVERY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    @Test
    void a_restart_without_local_state_changes_no_row_and_forgets_no_journey() throws Exception {
        List<RandomHistory.Learned> history = RandomHistory.of(5);
        int half = history.size() / 2;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"));
                PublishedLogs logs = new PublishedLogs(PLAN, registry, directory);
                MeasuringTask undisturbed = MeasuringTask.of(PLAN, registry, directory)) {
            history.forEach(learned -> undisturbed.send(learned.event(), learned.observed()));

            publish(logs, history.subList(0, half));
            Map<String, SpecificRecord> halfWay = logs.measure("before", Map.of());
            publish(logs, history.subList(half, history.size()));
            Instant end = history.get(history.size() - 1).observed();
            logs.tick(end.plus(PLAN.horizon()).plus(PLAN.lateness()).plus(Duration.ofDays(8)));
            Map<String, SpecificRecord> rows = logs.measure("after", Map.of());

            assertThat(rows).isEqualTo(undisturbed.rows()).isNotEqualTo(halfWay);
            for (String store : List.of(
                    StateStores.JOURNEYS,
                    StateStores.EXPIRIES,
                    StateStores.CELLS,
                    StateStores.RESTATEMENTS,
                    StateStores.HEALTH)) {
                assertThat(logs.liveKeys(store)).as(store).isZero();
            }
        }
    }

    private static void publish(PublishedLogs logs, List<RandomHistory.Learned> history) {
        Instant clock = history.get(0).observed();
        for (RandomHistory.Learned learned : history) {
            for (; !clock.plus(TICK_EVERY).isAfter(learned.observed()); clock = clock.plus(TICK_EVERY)) {
                logs.tick(clock.plus(TICK_EVERY));
            }
            logs.publish(learned.event(), learned.observed());
        }
    }
}
