package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, postmaster and all its processes, is killed with −9 in the middle of the sink's transactions. */
@ExtendWith(Stack.Extension.class)
class DatabaseCrashIT {
    private static final long SEED = 20_261_124;
    private static final List<Failpoint.Step> WITHIN = List.of(
            Failpoint.Step.BEGUN,
            Failpoint.Step.OFFSETS_WRITTEN,
            Failpoint.Step.HALVED,
            Failpoint.Step.ROWS_WRITTEN,
            Failpoint.Step.COMMITTED);
    private static final int KILLS = 20;

    private final Stack stack;
    private final Semaphore killed = new Semaphore(0);
    private final Path directory;
    private volatile Failpoint.Step next = Failpoint.Step.BEGUN;
    private volatile boolean armed;

    DatabaseCrashIT(Stack stack) {
        this.stack = stack;
        this.directory = stack.directory().resolve("postgres-that-is-killed");
    }

    @Test
    void killedTwentyTimesInMidTransactionItHoldsWhatWasPublished() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
        PGSimpleDataSource database = Stack.dataSource(postgres.jdbcUrl("upshot"), postgres.user());
        ReportingDatabase.migrate(database);
        Publications.watchOffsets(sql(database));
        try (Feed feed = Feed.of(stack)) {
            Publications publications = new Publications(feed, SEED);
            SinkSettings settings = new SinkSettings(
                    database,
                    feed.topics,
                    Map.of("bootstrap.servers", stack.bootstrapServers(), "max.poll.records", "50"),
                    stack.wire());
            try (Sink sink = new Sink(settings, this::kill).startThread()) {
                for (int kill = 0; kill < KILLS; kill++) {
                    next = WITHIN.get(kill % WITHIN.size());
                    armed = true;
                    publications.publish(120);
                    assertThat(killed.tryAcquire(3, TimeUnit.MINUTES))
                            .as(() -> sink.state().toString())
                            .isTrue();
                    postgres.close();
                    postgres = EmbeddedPostgres.start(directory);
                    database.setUrl(postgres.jdbcUrl("upshot"));
                }
                DSLContext sql = sql(database);
                await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
                assertThat(sink.state().totals().retries()).isPositive();
            }
            assertThat(publications.differences(sql(database)))
                    .as("seed " + SEED)
                    .isEmpty();
        } finally {
            postgres.close();
        }
    }

    private void kill(Failpoint.Step reached) {
        if (armed && reached == next) {
            armed = false;
            ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
            killed.release();
        }
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DSLContext sql(PGSimpleDataSource database) {
        return DSL.using(database, SQLDialect.POSTGRES);
    }
}
