package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.event.LedgerEntry;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** The sums that triggers keep of the ledger are those of its rows, after every transaction. */
@ExtendWith(Stack.Extension.class)
class LedgerSumsIT {
    private static final TopicPartition LEDGER_0 = new TopicPartition("ledger", 0);
    private static final List<String> VERDICTS = List.of("ACCEPTED", "OVERRIDDEN", "REVERSED", "ESCALATED", "STOPPED");

    /** Decisions by slice, with what is told of them and how many milliseconds each stretch took. */
    private static final String SLICES = """
            (select d.use_case, d.plan_version, d.arm, d.actor_type, d.mode, date_trunc('week', d.cohort_date)::date as week_date,
                    s.segment_dimension, s.segment_value, coalesce(d.review_verdict, '') as review_verdict, d.is_overturned,
                    t.stretch, case when t.ms is not null then greatest(t.ms, 0) end as ms
               from outcome.decisions d
               join outcome.plan_versions v using (use_case, plan_version)
              cross join lateral (
                    select '', '' union all select * from unnest(v.segment_names, d.segment_values)) s (segment_dimension, segment_value)
              cross join lateral (values
                    ('decision', extract(epoch from d.decided_at - d.requested_at) * 1000),
                    ('wait', extract(epoch from d.reviewed_at - d.decided_at) * 1000),
                    ('dwell', extract(epoch from d.reviewed_at - d.review_started_at) * 1000)) t (stretch, ms)
              where d.is_counted)""";

    private static final String WRONG_WEEKS = """
            select count(*)
              from (select use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, review_verdict,
                           is_overturned, count(*) as n
                      from %s x where stretch = 'wait'
                     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) expected
              full join outcome.ledger_weeks found using (use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension,
                   segment_value, review_verdict, is_overturned)
             where n is distinct from decision_count""".formatted(SLICES);

    private static final String WRONG_TIMES = """
            with told as (
                select x.*, f.bin
                  from %s x
                  left join outcome.ledger_times f on (x.use_case, x.plan_version, x.arm, x.actor_type, x.mode, x.week_date,
                            x.segment_dimension, x.segment_value, x.stretch)
                       = (f.use_case, f.plan_version, f.arm, f.actor_type, f.mode, f.week_date, f.segment_dimension, f.segment_value, f.stretch)
                       and x.ms >= f.from_ms and x.ms < f.until_ms
                 where x.ms is not null)
            select count(*)
              from (select use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, stretch, bin,
                           count(*) as n
                      from told group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) expected
              full join outcome.ledger_times found using (use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension,
                   segment_value, stretch, bin)
             where n is distinct from decision_count""".formatted(SLICES);

    private static final String WRONG_ACTORS = """
            select count(*)
              from (select use_case, plan_version, actor_type, actor_id, mode, actor_version, min(decided_at) as first_at,
                           max(decided_at) as last_at, count(*) as n
                      from outcome.decisions group by 1, 2, 3, 4, 5, 6) expected
              full join outcome.actors found using (use_case, plan_version, actor_type, actor_id, mode, actor_version)
             where (n, first_at, last_at) is distinct from (decision_count, valid_from, last_decided_at)""";

    private PGSimpleDataSource database;
    private DSLContext sql;
    private ReportingWriter writer;
    private long offset;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        PGSimpleDataSource least = Stack.dataSource(database.getUrl(), database.getUser());
        least.setOptions("-c role=upshot_writer");
        writer = new ReportingWriter(least, Failpoint.NONE);
        write(Changes.of(origin(), Samples.planKey(), Samples.plan("amount")));
    }

    /** Entries of a few decisions come again and again, changed, replaced and withdrawn; some while another writer is at work. */
    @Test
    void whateverIsWrittenChangedOrWithdrawnTheSumsAreThoseOfTheRows() throws SQLException {
        Random random = new Random(20261129);
        for (int batch = 0; batch < 40; batch++) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                changes.add(change(anyEntry(random)));
            }
            try (Connection other = database.getConnection();
                    Statement works = other.createStatement()) {
                other.setAutoCommit(false);
                if (batch % 3 == 0) {
                    works.execute("select ops.free_slot()");
                }
                write(changes.toArray(Change[]::new));
            }
            assertThat(wrong()).as("batch %s", batch).isEqualTo("0 0 0");
        }
        assertThat(sql.fetchCount(DSL.table("outcome.decisions"))).isGreaterThan(10);
        assertThat(sql.fetchValue("select count(distinct slot) from outcome.ledger_week_partials"))
                .isEqualTo(2L);
        assertThat(sql.fetchValue("select count(*) from outcome.ledger_week_partials where decision_count < 0"))
                .isNotEqualTo(0L);
    }

    @Test
    void aVersionIsValidFromItsFirstDecisionToThatOfTheNextInTheSameMode() throws SQLException {
        write(
                change(by("d-1", "2026-03-05T10:00:00.001Z", "1.0", "AUTOMATED")),
                change(by("d-2", "2026-03-07T10:00:00Z", "2.0", "AUTOMATED")),
                change(by("d-3", "2026-03-08T10:00:00Z", "1.0", "AUTOMATED")),
                change(by("d-4", "2026-03-04T10:00:00Z", "3.0", "SHADOW")));
        assertThat(actors())
                .containsExactly(
                        "AUTOMATED 1.0 2026-03-05T10:00:00.001Z/2026-03-07T10:00:00Z false 2026-03-08T10:00:00Z 2",
                        "AUTOMATED 2.0 2026-03-07T10:00:00Z/null true 2026-03-07T10:00:00Z 1",
                        "SHADOW 3.0 2026-03-04T10:00:00Z/null true 2026-03-04T10:00:00Z 1");

        LedgerEntry none = by("d-1", "2026-03-05T10:00:00.001Z", "1.0", "AUTOMATED");
        none.setIsWithdrawn(true);
        write(change(none));
        assertThat(actors())
                .contains(
                        "AUTOMATED 2.0 2026-03-07T10:00:00Z/2026-03-08T10:00:00Z false 2026-03-07T10:00:00Z 1",
                        "AUTOMATED 1.0 2026-03-08T10:00:00Z/null true 2026-03-08T10:00:00Z 1");
    }

    /** Both stand where the old order of locks made them wait for each other: about to add to rows that a third still holds. */
    @Test
    void twoThatTakeADecisionOfOneDayAwayWaitInLine() throws Exception {
        write(
                change(by("d-1", "2026-03-05T10:00:00Z", "1.0", "AUTOMATED")),
                change(by("d-2", "2026-03-05T11:00:00Z", "1.0", "AUTOMATED")),
                change(by("d-3", "2026-03-05T12:00:00Z", "1.0", "AUTOMATED")));
        try (Connection third = database.getConnection();
                Statement holds = third.createStatement()) {
            third.setAutoCommit(false);
            holds.execute(
                    "insert into outcome.actor_partials select use_case, plan_version, actor_type, actor_id, mode,"
                            + " actor_version, decided_date, slot + 1, 0 from outcome.actor_partials");
            holds.execute("update outcome.actor_partials set decision_count = decision_count");
            CompletableFuture<Void> both = CompletableFuture.allOf(withdrawing("d-1"), withdrawing("d-3"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> sql.fetchValue(
                                    "select count(*) from pg_stat_activity where datname = current_database()"
                                            + " and wait_event_type = 'Lock'")
                            .equals(2L));
            third.rollback();
            both.get(1, TimeUnit.MINUTES);
        }

        assertThat(wrong()).isEqualTo("0 0 0");
        assertThat(actors()).containsExactly("AUTOMATED 1.0 2026-03-05T11:00:00Z/null true 2026-03-05T11:00:00Z 1");
    }

    private CompletableFuture<Void> withdrawing(String decisionId) {
        return CompletableFuture.runAsync(
                () -> sql.execute("delete from outcome.decisions where decision_id = ?", decisionId));
    }

    @Test
    void aMonthThatGoesTakesItsSumsAlong() throws SQLException {
        write(
                change(by("d-1", "2026-03-31T10:00:00Z", "1.0", "AUTOMATED")),
                change(by("d-2", "2026-04-01T10:00:00Z", "1.0", "AUTOMATED")));

        sql.execute("select ops.drop_ledger_months('2026-04-01')");

        assertThat(wrong()).isEqualTo("0 0 0");
        assertThat(actors()).containsExactly("AUTOMATED 1.0 2026-04-01T10:00:00Z/null true 2026-04-01T10:00:00Z 1");
        assertThat(sql.fetchValue("select sum(decision_count)::int from report.actor_decisions"
                        + " where segment_dimension = ''"))
                .isEqualTo(1);
    }

    /** What stays below a bound is in the bin before it: powers of two are where a logarithm would err. */
    @Test
    void timesLieInTheBinsTheySay() throws SQLException {
        List<Change> changes = new ArrayList<>();
        Instant decided = Instant.parse("2026-03-05T10:00:00Z");
        for (int power = 0; power < 39; power++) {
            for (long ms : new long[] {(1L << power) - 1, 1L << power, (1L << power) + 1}) {
                LedgerEntry entry = by("d-" + power + "-" + ms, decided.toString(), "1.0", "AUTOMATED");
                entry.setRequestedAt(decided.minusMillis(ms));
                changes.add(change(entry));
            }
        }
        write(changes.toArray(Change[]::new));

        assertThat(wrong()).isEqualTo("0 0 0");
        assertThat(sql.fetchValue(
                        "select max(until_ms - from_ms - greatest(1, from_ms / 4)) from outcome.ledger_times"))
                .isEqualTo(0L);
    }

    private String wrong() {
        return sql.fetchValue(WRONG_WEEKS) + " " + sql.fetchValue(WRONG_TIMES) + " " + sql.fetchValue(WRONG_ACTORS);
    }

    private List<String> actors() {
        return sql.fetch("select mode, actor_version, valid_from, valid_to, is_current, last_decided_at, decision_count"
                        + " from outcome.actors order by mode, valid_from")
                .map(row -> row.get(0) + " " + row.get(1) + " " + instant(row.get(2)) + "/" + instant(row.get(3)) + " "
                        + row.get(4) + " " + instant(row.get(5)) + " " + row.get(6));
    }

    private static Object instant(@Nullable Object time) {
        return time instanceof OffsetDateTime at ? at.toInstant() : "null";
    }

    private LedgerEntry anyEntry(Random random) {
        int number = random.nextInt(24);
        Instant decided = Instant.parse("2026-03-29T20:00:00Z").plus(Duration.ofHours(number % 12 * 7));
        LedgerEntry entry = by("d-" + number, decided.toString(), "1." + random.nextInt(2), "AUTOMATED");
        entry.setIsWithdrawn(random.nextInt(5) == 0);
        entry.setCounts(random.nextInt(5) > 0);
        entry.setArm(random.nextInt(9) == 0 ? "human" : "model");
        if (random.nextBoolean()) {
            String verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
            Instant reviewed = decided.plusMillis(random.nextInt(100_000) - 10_000);
            entry.setReviews(1);
            entry.setVerdict(verdict);
            entry.setIsOverturned(verdict.startsWith("O") || verdict.startsWith("R"));
            entry.setReviewerType("HUMAN");
            entry.setReviewedAt(reviewed);
            entry.setReviewStartedAt(random.nextBoolean() ? reviewed.minusMillis(random.nextInt(9_000)) : null);
        }
        return entry;
    }

    private static LedgerEntry by(String decisionId, String decidedAt, String version, String mode) {
        Instant decided = Instant.parse(decidedAt);
        return LedgerEntry.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setDecidedAt(decided)
                .setDecisionId(decisionId)
                .setSubjectDigest(ByteBuffer.wrap(new byte[16]))
                .setArm("model")
                .setSegments(List.of("north"))
                .setUnitDecisionId(decisionId)
                .setCohortDay(decided.atOffset(ZoneOffset.UTC).toLocalDate())
                .setCounts(true)
                .setActorType("MODEL")
                .setActorId("triage")
                .setActorVersion(version)
                .setMode(mode)
                .setAction("approve")
                .setRequestedAt(decided.minusSeconds(90))
                .setReviews(0)
                .setIsOverturned(false)
                .setOutcomes(List.of())
                .build();
    }

    private Change change(LedgerEntry entry) {
        return Changes.of(origin(), "[\"decision\",\"claims\",1,\"" + entry.getDecisionId() + "\"]", entry);
    }

    private Origin origin() {
        return new Origin("ledger", 0, offset++, Samples.OBSERVED);
    }

    private void write(Change... changes) throws SQLException {
        Claim claim = writer.claim(List.of(LEDGER_0)).get(LEDGER_0);
        writer.write(new Batch(List.of(changes), Map.of(LEDGER_0, new Claim(claim.epoch(), offset))));
    }
}
