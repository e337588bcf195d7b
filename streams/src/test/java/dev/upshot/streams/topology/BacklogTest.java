package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.streams.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a broker: a fresh instance that finds everything written already, ticks included, and fetches it a few records at
 * a time, now from this topic and now from that one, judges as one that was there when it was written.
 */
class BacklogTest {

    private static final Plan PLAN = RandomHistory.plan("decision", "{cells: 12}");

    /** One record a time, and never more than one in hand: topics get ahead of each other. */
    private static final Map<String, String> IN_SMALL_PIECES = Map.of(
            "main.consumer.max.poll.records", "1",
            "main.consumer.max.partition.fetch.bytes", "1",
            "buffered.records.per.partition", "1");

    @TempDir
    private Path directory;

    @Test
    void a_backlog_with_ticks_in_it_is_measured_like_the_live_log() throws Exception {
        List<TickingHistory.Entry> written = TickingHistory.of(PLAN, 2);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"));
                PublishedLogs logs = new PublishedLogs(PLAN, registry, directory);
                MeasuringTask live = MeasuringTask.of(PLAN, registry, directory)) {
            written.forEach(live::take);
            written.forEach(logs::publish);
            Map<String, SpecificRecord> rows = logs.measure("backlog", IN_SMALL_PIECES);

            assertThat(rows).isEqualTo(live.rows()).hasSizeGreaterThan(50);
            assertThat(logs.refusals())
                    .isEqualTo(live.refusals())
                    .anyMatch(refusal -> refusal.endsWith(" after_final"));
        }
    }
}
