package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A sink's process is killed, or frozen while another takes over. */
@ExtendWith(Stack.Extension.class)
class SinkCrashIT {
    private static final long SEED = 20_261_123;

    private final Stack stack;

    SinkCrashIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void killedAtAnyStepOfAWriteItLosesNothingDoublesNothingAndNeverGoesBack() throws Exception {
        PGSimpleDataSource database = stack.database();
        DSLContext sql = watched(database);
        try (Feed feed = Feed.of(stack)) {
            Publications publications = new Publications(feed, SEED);
            for (Failpoint.Step step : Failpoint.Step.values()) {
                publications.publish(200);
                boolean once = step.compareTo(Failpoint.Step.CLAIMED) <= 0 || step == Failpoint.Step.HALVED;
                String group = feed.topics.prefix() + "killed-at-" + step;
                try (SinkProcess process = SinkProcess.start(stack, feed, database, group, step, once ? 1 : 3)) {
                    process.awaitSaid("reached " + step);
                    process.kill();
                }
            }
            try (Sink sink = Sink.start(settings(feed, database))) {
                awaitDrained(feed, sql);
                assertThat(sink.state().status()).isNotEqualTo(SinkState.Status.FAILED);
            }
            assertThat(publications.differences(sql)).as("seed " + SEED).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DECODED", "OFFSETS_WRITTEN"})
    void frozenUntilAnotherHasItsPartitionsItIsRefusedWhenItWakes(Failpoint.Step step) throws Exception {
        PGSimpleDataSource database = stack.database();
        DSLContext sql = watched(database);
        try (Feed feed = Feed.of(stack)) {
            Publications publications = new Publications(feed, SEED);
            publications.publish(300);
            SinkSettings settings = settings(feed, database);
            try (SinkProcess frozen = SinkProcess.start(stack, feed, database, settings.group(), step, 3)) {
                frozen.awaitSaid("reached " + step);
                frozen.freeze();
                try (Sink other = Sink.start(settings)) {
                    publications.publish(300);
                    awaitDrained(feed, sql);

                    frozen.thaw();
                    frozen.goOn();

                    frozen.awaitSaid(
                            step == Failpoint.Step.DECODED ? "gave up all partitions to join again" : "waiting.");
                    publications.publish(300);
                    await().atMost(Duration.ofMinutes(3))
                            .until(() -> other.state().partitions() < 10);
                    awaitDrained(feed, sql);
                }
            }
            assertThat(publications.differences(sql)).as("seed " + SEED).isEmpty();
        }
    }

    private static DSLContext watched(PGSimpleDataSource database) {
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        Publications.watchOffsets(sql);
        return sql;
    }

    private SinkSettings settings(Feed feed, PGSimpleDataSource database) {
        return new SinkSettings(
                database, feed.topics, Map.of("bootstrap.servers", stack.bootstrapServers()), stack.wire());
    }

    private static void awaitDrained(Feed feed, DSLContext sql) {
        await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
    }
}
