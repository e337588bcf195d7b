package dev.upshot.sink;

import static dev.upshot.sink.change.Samples.credit;
import static dev.upshot.sink.change.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.upshot.event.LedgerEntry;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import dev.upshot.sink.table.Erasure;
import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** Single decisions in the database, written with the writer's own rights. */
@ExtendWith(Stack.Extension.class)
class LedgerIT {
    private static final String USE_CASE = "claims";
    private static final TopicPartition LEDGER_0 = new TopicPartition("ledger", 0);

    private DSLContext sql;
    private PGSimpleDataSource least;
    private ReportingWriter writer;
    private long offset;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        PGSimpleDataSource database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        least = Stack.dataSource(database.getUrl(), database.getUser());
        least.setOptions("-c role=upshot_writer");
        writer = new ReportingWriter(least, Failpoint.NONE);
    }

    @Test
    void anEntryReplacesWhatItsDecisionHadBefore() throws SQLException {
        write(entry("d-1", "2026-03-05T10:00:00.123Z", credit("o-1", 70), credit("o-2", 30)));
        write(entry("d-1", "2026-03-05T10:00:00.123Z", credit("o-2", 35)));

        assertThat(decisions()).containsExactly("d-1 2026-03-05 10:00:00.123 1");
        assertThat(sql.fetchValues("select outcome_id || ' ' || credit from outcome.attributed_outcomes"))
                .isEqualTo(List.of("o-2 35"));
    }

    @Test
    void anEntryThatIsWithdrawnLeavesNothing() throws SQLException {
        LedgerEntry gone = entry("d-1", "2026-03-05T10:00:00Z", credit("o-1", 70));
        write(gone, entry("d-2", "2026-03-05T10:00:00Z", credit("o-1", 30)));
        gone.setIsWithdrawn(true);
        write(gone);

        assertThat(decisions()).containsExactly("d-2 2026-03-05 10:00:00 1");
        assertThat(sql.fetchCount(DSL.table("outcome.attributed_outcomes"))).isEqualTo(1);
    }

    @Test
    void whatWasErasedGoesAndDoesNotComeBackWhileOthersDo() throws SQLException {
        keep(0);
        write(of("anna", entry("d-1", "2026-03-05T10:00:00Z", credit("o-1", 70))));
        write(of("berta", entry("d-2", "2026-03-05T10:00:00Z", credit("o-2", 30))));

        List<Erasure.Erased> erased = Erasure.of(least, List.of("anna", "nobody"));

        assertThat(erased)
                .extracting(Erasure.Erased::useCase, Erasure.Erased::decisions, Erasure.Erased::outcomes)
                .containsExactly(tuple(USE_CASE, 1L, 1L), tuple(USE_CASE, 0L, 0L));
        write(
                of("anna", entry("d-1", "2026-03-05T10:00:00Z", credit("o-1", 70), credit("o-3", 1))),
                of("nobody", entry("d-3", "2026-04-05T10:00:00Z", credit("o-4", 1))),
                of("berta", entry("d-4", "2026-03-05T11:00:00Z")));
        assertThat(sql.fetchValues("select decision_id from outcome.decisions order by decided_at"))
                .isEqualTo(List.of("d-2", "d-4"));
        assertThat(sql.fetchValues("select outcome_id from outcome.attributed_outcomes"))
                .isEqualTo(List.of("o-2"));
        assertThat(Erasure.of(least, List.of("anna")))
                .extracting(Erasure.Erased::decisions)
                .containsExactly(0L);
        assertThat(sql.fetchValues("select decision_count from ops.erasures order by 1"))
                .isEqualTo(List.of(0L, 1L));
    }

    @Test
    void aTombstoneTakesItsDecisionAway() throws SQLException {
        write(
                of("anna", entry("d-1", "2026-03-05T10:00:00Z", credit("o-1", 70))),
                of("anna", entry("d-2", "2026-03-05T10:00:00Z")));
        String key = "[\"decision\",\"claims\",1,\"2026-03-05T10:00:00Z\",\"d-1\",\""
                + HexFormat.of().formatHex(digest("anna")) + "\"]";
        Change gone = Changes.of(new Origin("ledger", 0, offset++, Samples.OBSERVED), key, null);
        writer.write(new Batch(List.of(gone), Map.of(LEDGER_0, claim())));

        assertThat(decisions()).containsExactly("d-2 2026-03-05 10:00:00 0");
        assertThat(sql.fetchCount(DSL.table("outcome.attributed_outcomes"))).isZero();
        assertThat(sql.fetchCount(DSL.table("ops.quarantined_records"))).isZero();
    }

    @Test
    void eachMonthInUtcHasPartitionsOfItsOwnWhateverTheSessionsZone() throws SQLException {
        sql.execute("do $$ begin execute format('alter database %I set timezone to ''Pacific/Auckland''',"
                + " current_database()); end $$");
        write(
                entry("d-1", "2026-01-31T23:59:59.999Z", credit("o-1", 1)),
                entry("d-2", "2026-02-01T00:00:00Z", credit("o-1", 1)),
                entry("d-3", "2025-12-31T23:00:00Z"));

        assertThat(sql.fetchValues(
                        "select tableoid::regclass || ' ' || decision_id from outcome.decisions order by decided_at"))
                .isEqualTo(List.of(
                        "outcome.decisions_2025_12 d-3",
                        "outcome.decisions_2026_01 d-1",
                        "outcome.decisions_2026_02 d-2"));
        assertThat(sql.fetchValues(
                        "select distinct tableoid::regclass::text from outcome.attributed_outcomes order by 1"))
                .isEqualTo(List.of("outcome.attributed_outcomes_2026_01", "outcome.attributed_outcomes_2026_02"));
        assertThat(sql.fetchValues("select relname::text from pg_class where relname ~ '_20' and relkind = 'r'"
                        + " and (relowner <> 'upshot_owner'::regrole or obj_description(oid) is null)"))
                .isEmpty();
    }

    @Test
    void monthsThatNoPlanKeepsGoAsAWholeAndDoNotComeBack() throws SQLException {
        keep(2);
        write(entry("old", "2026-01-10T00:00:00Z", credit("o-1", 1)), entry("new", "2026-03-10T00:00:00Z"));
        assertThat(decisions()).hasSize(2);

        write(entry("newer", "2026-04-01T00:00:00Z"));
        write(entry("old", "2026-01-10T00:00:00Z", credit("o-1", 1)), entry("newest", "2026-04-02T00:00:00Z"));

        assertThat(sql.fetchValues("select decision_id from outcome.decisions order by decided_at"))
                .isEqualTo(List.of("new", "newer", "newest"));
        assertThat(sql.fetchCount(DSL.table("outcome.attributed_outcomes"))).isZero();
        assertThat(sql.fetchValue("select to_regclass('outcome.decisions_2026_01')"))
                .isNull();
        assertThat(sql.fetchValue("select count(*) from ops.quarantined_records"))
                .isEqualTo(0L);
    }

    @Test
    void aPlanThatKeepsForEverKeepsTheMonthsOfAll() throws SQLException {
        keep(2);
        sql.execute("insert into outcome.plan_versions select (jsonb_populate_record(v, '{\"plan_version\": 2,"
                + " \"ledger_months\": 0}')).* from outcome.plan_versions v");
        write(entry("old", "2026-01-10T00:00:00Z"), entry("new", "2026-07-10T00:00:00Z"));

        assertThat(decisions()).hasSize(2);
    }

    @Test
    void onlyTheOwnerLetsMonthsGo() throws SQLException {
        write(entry("d-1", "2026-01-10T00:00:00Z"));

        assertThatThrownBy(() -> sql.transaction(writing -> {
                    writing.dsl().execute("set local role upshot_writer");
                    writing.dsl().fetch("select ops.drop_ledger_months('2027-01-01')");
                }))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("42501"));
        assertThat(sql.fetchValues("select ops.drop_ledger_months('2027-01-01')"))
                .hasToString("[2026-01-01]");
        assertThat(decisions()).isEmpty();
    }

    private void keep(int months) throws SQLException {
        var plan = Samples.plan("amount");
        plan.setLedger(true);
        plan.setLedgerMonths(months);
        Change change = Changes.of(new Origin("plans", 0, offset++, Samples.OBSERVED), Samples.planKey(), plan);
        writer.write(new Batch(List.of(change), Map.of(LEDGER_0, claim())));
    }

    private List<String> decisions() {
        return sql.fetch("select decision_id || ' ' || (decided_at at time zone 'UTC') || ' ' || outcome_count"
                        + " from outcome.decisions order by decided_at, decision_id")
                .getValues(0, String.class);
    }

    private void write(LedgerEntry... entries) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            String key =
                    "[\"decision\",\"claims\",1,\"" + entry.getDecidedAt() + "\",\"" + entry.getDecisionId() + "\"]";
            changes.add(Changes.of(new Origin("ledger", 0, offset++, Samples.OBSERVED), key, entry));
        }
        writer.write(new Batch(changes, Map.of(LEDGER_0, claim())));
    }

    private Claim claim() throws SQLException {
        return new Claim(writer.claim(List.of(LEDGER_0)).get(LEDGER_0).epoch(), offset);
    }

    static LedgerEntry of(String subject, LedgerEntry entry) {
        entry.setSubjectDigest(ByteBuffer.wrap(digest(subject)));
        return entry;
    }

    static byte[] digest(String subject) {
        return new SubjectDigest(USE_CASE).of(subject.getBytes(StandardCharsets.UTF_8));
    }
}
