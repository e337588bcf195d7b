package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.LedgerEntry;
import dev.upshot.event.SubjectErasure;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import dev.upshot.sink.table.Erasure;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Erasures that come by their topic, into a database that others than the asked one write: with the writer's own rights. */
@ExtendWith(Stack.Extension.class)
class ErasureIT {
    private static final TopicPartition LEDGER_0 = new TopicPartition("ledger", 0);
    private static final TopicPartition ERASURES_0 = new TopicPartition("erasures", 0);
    private static final Instant ASKED = Instant.parse("2026-03-20T09:00:00.123Z");

    private Stack stack;
    private Base base;

    @BeforeEach
    void migrated(Stack shared) throws SQLException {
        stack = shared;
        base = new Base();
    }

    /** Whatever was read first, and however often: the ledger and its sums are as if no erased subject had ever been in it. */
    @ParameterizedTest
    @ValueSource(longs = {20261129, 1, 2})
    void theEndIsTheSameAsIfErasuresHadComeFirst(long seed) throws SQLException {
        History history = new History(new SplittableRandom(seed));
        Base first = new Base();
        first.write(history.erasures);
        first.write(history.ledger);

        Map<String, String> gone = base.writeInParts(history);

        assertThat(base.tables()).as("seed %s", seed).isEqualTo(first.tables()).isNotEmpty();
        assertThat(base.gone()).as("seed %s", seed).isEqualTo(gone);
        assertThat(gone.values()).as("seed %s", seed).anyMatch(counts -> !counts.equals("0 0"));
        assertThat(first.gone().values()).as("seed %s", seed).containsOnly("0 0");
        assertThat(base.refused()).isEmpty();
    }

    @Test
    void whoWasErasedHereIsNotCountedAgainWhenTheTopicTellsOfIt() throws SQLException {
        base.write(List.of(Sent.of("anna", Samples.entry("d-1", "2026-03-05T10:00:00Z", Samples.credit("o-1", 70)))));
        Erasure.Erased erased = Erasure.of(base.least, List.of("anna")).get(0);

        base.write(List.of(Sent.erasure("anna", erased.erasedAt())));
        base.write(List.of(Sent.erasure("anna", ASKED)));

        assertThat(base.gone().values()).containsExactly("1 1");
        assertThat(base.sql.fetchValues("select erased_at from ops.erasures"))
                .extracting(at -> ((OffsetDateTime) at).toInstant())
                .containsExactly(erased.erasedAt());
    }

    /** A ledger that takes longer to read than a batch may take could not be read at all: no batch is small enough. */
    @Test
    void onlyAnErasureThatIsNewsMayReadTheLedgerAndThenForLong() throws SQLException {
        base.sql.execute("create table public.readings (statement_timeout text)");
        base.sql.execute(
                "create function public.tell_reading() returns trigger language plpgsql security definer as $$"
                        + " begin insert into public.readings values (current_setting('statement_timeout')); return null; end $$");
        base.sql.execute("create trigger tell_reading after delete on outcome.decisions"
                + " for each statement execute function public.tell_reading()");

        base.write(List.of(Sent.erasure("anna", ASKED), Sent.erasure("berta", ASKED)));
        base.write(List.of(Sent.erasure("anna", ASKED.plusSeconds(1))));

        assertThat(base.sql.fetchValues("select statement_timeout from public.readings"))
                .isEqualTo(List.of("50min"));
    }

    @Test
    void whatPostgresRefusesBesideThemKeepsNoErasureFromBeingCarriedOut() throws SQLException {
        base.write(List.of(Sent.of("anna", Samples.entry("d-1", "2026-03-05T10:00:00Z"))));
        LedgerEntry unwritable = Samples.entry("d-3", "2026-03-05T10:00:00Z");
        unwritable.setArm("nul\0");
        SubjectErasure senseless = new SubjectErasure("nul\0", ByteBuffer.allocate(16), ASKED);

        int refused = base.write(List.of(
                Sent.of("anna", Samples.entry("d-2", "2026-03-05T10:00:00Z")),
                new Sent(ERASURES_0, "[\"erasure\",\"nul\",\"00\"]", senseless),
                Sent.erasure("anna", ASKED),
                Sent.of("berta", unwritable),
                Sent.of("berta", Samples.entry("d-4", "2026-03-05T10:00:00Z"))));

        assertThat(refused).isEqualTo(2);
        assertThat(base.sql.fetchValues("select decision_id from outcome.decisions"))
                .isEqualTo(List.of("d-4"));
        assertThat(base.gone()).containsOnlyKeys(Sent.digest("anna"));
    }

    @Test
    void anErasureWaitsForABatchOfDecisionsAndTakesThemOut() throws Exception {
        writeWhileStanding(
                List.of(Sent.of("anna", Samples.entry("d-1", "2026-03-05T10:00:00Z"))),
                List.of(Sent.erasure("anna", ASKED)));

        assertThat(base.tables()).noneMatch(row -> row.startsWith("outcome.decisions"));
        assertThat(base.gone().values()).containsExactly("1 0");
    }

    @Test
    void aBatchOfDecisionsWaitsForAnErasureAndObeysIt() throws Exception {
        writeWhileStanding(
                List.of(Sent.erasure("anna", ASKED)),
                List.of(Sent.of("anna", Samples.entry("d-1", "2026-03-05T10:00:00Z"))));

        assertThat(base.tables()).noneMatch(row -> row.startsWith("outcome.decisions"));
        assertThat(base.gone().values()).containsExactly("0 0");
    }

    /** Both take the same rows away: beside each other they might stand in each other's way. */
    @Test
    void tombstonesWaitForTheErasureTheyCameWith() throws Exception {
        Sent entry = Sent.of("anna", Samples.entry("d-1", "2026-03-05T10:00:00Z"));
        base.write(List.of(entry));

        writeWhileStanding(List.of(Sent.erasure("anna", ASKED)), List.of(new Sent(LEDGER_0, entry.key, null)));

        assertThat(base.gone().values()).containsExactly("1 0");
        assertThat(base.refused()).isEmpty();
    }

    /** A sink that stands still before its commit, and another that comes meanwhile: it waits until the first is done. */
    private void writeWhileStanding(List<Sent> standing, List<Sent> coming) throws Exception {
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        ReportingWriter one = new ReportingWriter(base.least, step -> {
            if (step == Failpoint.Step.ROWS_WRITTEN) {
                stands.countDown();
                await().atMost(Duration.ofMinutes(1)).until(() -> goesOn.getCount() == 0);
            }
        });
        Batch first = base.batch(standing);
        Batch second = base.batch(coming);
        CompletableFuture<Void> both = writing(one, first);
        assertThat(stands.await(1, TimeUnit.MINUTES)).isTrue();

        both = CompletableFuture.allOf(both, writing(base.writer, second));

        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> base.sql.fetchValue(
                                "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                        + " and database = (select oid from pg_database where datname = current_database())"),
                        waiting -> waiting.equals(1L));
        goesOn.countDown();
        both.get(1, TimeUnit.MINUTES);
    }

    private static CompletableFuture<Void> writing(ReportingWriter writer, Batch batch) {
        return CompletableFuture.runAsync(() -> {
            try {
                writer.write(batch);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A record on its topic. */
    private record Sent(
            TopicPartition partition, String key, @Nullable SpecificRecord value) {

        static Sent of(String subject, LedgerEntry entry) {
            return new Sent(
                    LEDGER_0,
                    "[\"decision\",\"claims\",1,\"" + entry.getDecidedAt() + "\",\"" + entry.getDecisionId() + "\",\""
                            + digest(subject) + "\"]",
                    LedgerIT.of(subject, entry));
        }

        static Sent erasure(String subject, Instant at) {
            return new Sent(
                    ERASURES_0,
                    "[\"erasure\",\"claims\",\"" + digest(subject) + "\"]",
                    new SubjectErasure("claims", ByteBuffer.wrap(LedgerIT.digest(subject)), at));
        }

        static String digest(String subject) {
            return HexFormat.of().formatHex(LedgerIT.digest(subject));
        }
    }

    /** Decisions that come, change and go, and erasures of some of their subjects, some more than once; each topic in its order. */
    private static final class History {
        private static final int RECORDS = 70;

        final List<Sent> ledger = new ArrayList<>();
        final List<Sent> erasures = new ArrayList<>();
        final SplittableRandom random;

        History(SplittableRandom random) {
            this.random = random;
            for (int i = 0; i < RECORDS; i++) {
                ledger.add(ofALedger(random.nextInt(20)));
            }
            for (int i = 0; i < 6; i++) {
                erasures.add(Sent.erasure("subject-" + random.nextInt(4), ASKED.plusSeconds(i)));
            }
        }

        private Sent ofALedger(int number) {
            LedgerEntry entry = Samples.entry(
                    "d-" + number, "2026-0" + (1 + number % 3) + "-05T10:00:00Z", credits(random.nextInt(3)));
            Sent sent = Sent.of("subject-" + number % 6, entry);
            int kind = random.nextInt(8);
            entry.setIsWithdrawn(kind == 0);
            return kind == 1 ? new Sent(LEDGER_0, sent.key, null) : sent;
        }

        private AttributedOutcome[] credits(int count) {
            AttributedOutcome[] credits = new AttributedOutcome[count];
            for (int i = 0; i < count; i++) {
                credits[i] = Samples.credit("o-" + i, 1 + random.nextInt(99));
            }
            return credits;
        }
    }

    /** A database and its one writer. */
    private final class Base {
        final PGSimpleDataSource least;
        final DSLContext sql;
        final ReportingWriter writer;
        private final Map<TopicPartition, Claim> claims;
        private long offset;

        Base() throws SQLException {
            PGSimpleDataSource database = stack.database();
            sql = DSL.using(database, SQLDialect.POSTGRES);
            least = Stack.dataSource(database.getUrl(), database.getUser());
            least.setOptions("-c role=upshot_writer");
            writer = new ReportingWriter(least, Failpoint.NONE);
            claims = writer.claim(List.of(LEDGER_0, ERASURES_0));
            var plan = Samples.plan("amount");
            plan.setLedger(true);
            write(List.of(new Sent(LEDGER_0, Samples.planKey(), plan)));
        }

        /** Returns how many PostgreSQL refused. */
        int write(List<Sent> records) throws SQLException {
            return writer.write(batch(records));
        }

        /** Moves the partitions of its records and no other: so two batches need not wait for each other. */
        Batch batch(List<Sent> records) {
            List<Change> changes = new ArrayList<>();
            Map<TopicPartition, Claim> moves = new HashMap<>();
            for (Sent sent : records) {
                Origin origin =
                        new Origin(sent.partition.topic(), sent.partition.partition(), offset++, Samples.OBSERVED);
                changes.add(Changes.of(origin, sent.key, sent.value));
                moves.put(sent.partition, new Claim(claims.get(sent.partition).epoch(), offset));
            }
            return new Batch(changes, moves);
        }

        /** The topics in their orders, mixed as it happens, some batches twice; returns what each erased subject had when it went. */
        Map<String, String> writeInParts(History history) throws SQLException {
            SplittableRandom random = history.random;
            Map<String, String> gone = new TreeMap<>();
            int written = 0;
            int erased = 0;
            while (written < history.ledger.size() || erased < history.erasures.size()) {
                List<Sent> batch = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    boolean erases = erased < history.erasures.size()
                            && (written == history.ledger.size() || random.nextInt(10) == 0);
                    if (erases) {
                        batch.add(history.erasures.get(erased++));
                    } else if (written < history.ledger.size()) {
                        batch.add(history.ledger.get(written++));
                    }
                }
                for (Sent sent : batch) {
                    if (sent.value instanceof SubjectErasure erasure) {
                        gone.computeIfAbsent(
                                HexFormat.of()
                                        .formatHex(erasure.getSubjectDigest().array()),
                                this::rows);
                    }
                }
                write(batch);
                if (random.nextInt(3) == 0) {
                    write(batch);
                }
            }
            return gone;
        }

        private String rows(String digest) {
            return sql.fetchValue(
                            "select (select count(*) from outcome.decisions where subject_digest = {0}::uuid) || ' '"
                                    + " || (select count(*) from outcome.attributed_outcomes where subject_digest = {0}::uuid)",
                            DSL.val(digest))
                    .toString();
        }

        /** How many decisions and attributed outcomes have gone of each subject. */
        Map<String, String> gone() {
            Map<String, String> gone = new TreeMap<>();
            sql.fetch(
                            "select replace(subject_digest::text, '-', ''), decision_count || ' ' || outcome_count from ops.erasures")
                    .forEach(row -> gone.put(row.get(0, String.class), row.get(1, String.class)));
            return gone;
        }

        List<String> refused() {
            return sql.fetch("select detail from ops.quarantined_records").getValues(0, String.class);
        }

        /** Every row of the ledger and of its sums, and who was erased when. */
        List<String> tables() {
            List<String> rows = new ArrayList<>();
            for (String table : List.of(
                    "outcome.decisions",
                    "outcome.attributed_outcomes",
                    "outcome.ledger_weeks",
                    "outcome.ledger_times",
                    "outcome.actors",
                    "(select use_case, subject_digest, erased_at from ops.erasures)")) {
                sql.fetch("select r::text from " + table + " r order by 1")
                        .forEach(row -> rows.add(table + " " + row.get(0)));
            }
            return rows;
        }
    }
}
