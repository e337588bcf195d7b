package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Stack.Extension.class)
class SinkCrashIT {
    private static final int CELLS = 40;

    private final Stack stack;
    private final SplittableRandom random = new SplittableRandom(20_261_123);
    private final Map<String, Long> expected = new HashMap<>();
    private long version;
    private int quarantined;

    SinkCrashIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void killedAtAnyStepOfAWriteItLosesNothingDoublesNothingAndNeverGoesBack() throws Exception {
        PGSimpleDataSource database = stack.database();
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        try (Feed feed = Feed.of(stack)) {
            Map<TopicPartition, Long> before = Map.of();
            int group = 0;
            for (Failpoint.Step step : Failpoint.Step.values()) {
                for (int nth : new int[] {1, 5}) {
                    publish(feed);

                    killAt(step, nth, feed, database, "falling" + group++);

                    Map<TopicPartition, Long> after = offsets(sql);
                    before.forEach((partition, offset) ->
                            assertThat(after.get(partition)).isGreaterThanOrEqualTo(offset));
                    before = after;
                }
            }
            finish(feed, database, sql);
        }

        Map<String, Long> found =
                sql.selectFrom(CELL_PARTIALS).fetchMap(CELL_PARTIALS.ARM, CELL_PARTIALS.DECISION_COUNT);
        assertThat(found).isEqualTo(expected);
        assertThat(sql.fetchCount(QUARANTINED_RECORDS)).isEqualTo(quarantined);
    }

    /** Cells that come, change and go, and refused records, all in transactions. */
    private void publish(Feed feed) {
        List<Feed.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String arm = "arm" + random.nextInt(CELLS);
            if (random.nextInt(10) == 0) {
                expected.remove(arm);
                entries.add(feed.entry(feed.topics.cells(), Samples.cellKey(arm), null));
            } else if (random.nextInt(10) == 0) {
                quarantined++;
                entries.add(feed.entry(
                        feed.topics.quarantine(),
                        Samples.quarantineKey(quarantined),
                        Samples.quarantined(quarantined, "late")));
            } else {
                expected.put(arm, ++version);
                entries.add(feed.entry(feed.topics.cells(), Samples.cellKey(arm), Samples.cell(arm, version)));
            }
        }
        feed.commit(entries.toArray(Feed.Entry[]::new));
    }

    private void killAt(Failpoint.Step step, int nth, Feed feed, PGSimpleDataSource database, String group)
            throws Exception {
        File log = stack.directory().resolve(group + ".log").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FallingSink.class.getName(),
                        stack.bootstrapServers(),
                        stack.wire().get("schema.registry.url"),
                        database.getUrl(),
                        feed.topics.prefix(),
                        group,
                        step.name(),
                        Integer.toString(nth))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(FallingSink.KILLED);
        } finally {
            process.destroyForcibly();
        }
    }

    private void finish(Feed feed, PGSimpleDataSource database, DSLContext sql) {
        SinkSettings settings = new SinkSettings(
                database, feed.topics, Map.of("bootstrap.servers", stack.bootstrapServers()), stack.wire());
        try (Sink sink = Sink.start(settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> feed.isDrained(sql));
            assertThat(sink.state().recordsRefused()).isZero();
        }
    }

    private static Map<TopicPartition, Long> offsets(DSLContext sql) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        sql.selectFrom(SINK_OFFSETS)
                .forEach(row ->
                        offsets.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getNextOffset()));
        return offsets;
    }
}
