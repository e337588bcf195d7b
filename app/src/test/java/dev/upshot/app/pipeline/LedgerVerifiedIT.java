package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.Target;
import dev.upshot.app.erase.EraseRun;
import dev.upshot.app.erase.Receipt;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.stack.Publication;
import dev.upshot.app.verify.TopicReader;
import dev.upshot.app.verify.VerifyReport;
import dev.upshot.sink.table.Erasure;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ledger over the whole path, and that verify would see if it were wrong. */
class LedgerVerifiedIT {

    @RegisterExtension
    private static final StartedServices SERVICES = new StartedServices();

    @Test
    void every_row_is_recomputed_and_any_that_is_not_as_the_events_say_is_named() throws Exception {
        List<Plan> plans = List.of(withLedger("claims-triage.yaml"), withLedger("claims-by-claimant.yaml"));
        try (RunningPipeline pipeline = SERVICES.pipeline("ledgers", 2, plans)) {
            List<TimedEvent> events = SimulatedEvents.of(plans.get(0), 400, 20261129);
            pipeline.publish(events);
            pipeline.letTimePass();
            assertThat(pipeline.verify().render())
                    .contains("matches")
                    .containsPattern(", and [0-9,]+ decisions of the ledger \\(");
            try (Connection connection = pipeline.database().getConnection();
                    Statement sql = connection.createStatement()) {
                theLedgerAddsUpToTheCells(sql);
                everySubjectIsToldByADigest(sql);
                whoIsErasedLeavesTheSums(pipeline, sql, events.get(0).key());
                differencesAreNamed(pipeline, sql);
                whatWasLetGoIsLeftOut(pipeline, sql);
            }
        }
    }

    private static void theLedgerAddsUpToTheCells(Statement sql) throws SQLException {
        assertThat(number(sql, "select count(*) from report.decisions where state = 'final'"))
                .isPositive();
        assertThat(number(sql, """
                select count(*)
                  from (select use_case, plan_version, sum(decision_count) as decisions from outcome.cells group by 1, 2) c
                  full join (select use_case, plan_version, count(*) filter (where is_counted) as decisions
                               from outcome.decisions group by 1, 2) d using (use_case, plan_version)
                 where c.decisions is distinct from d.decisions""")).isZero();
        // No cap: every credit goes into the sum.
        assertThat(number(sql, """
                select sum(credit) - (select sum(value_sum) from outcome.kpi_cells where kpi = 'recovered_evenly')
                  from outcome.attributed_outcomes where kpi = 'recovered_evenly'""")).isZero();
        assertThat(number(sql, "select count(*) from report.actor_decisions")).isPositive();
        assertThat(number(sql, "select sum(reviewed_count) from report.reviews where segment_dimension = ''"))
                .isPositive();
        assertThat(number(sql, "select count(*) from report.growthbook_assignments"))
                .isEqualTo(number(sql, "select count(*) from outcome.decisions where is_counted"));
        assertThat(number(
                        sql,
                        "select count(*) from report.growthbook_facts where kpi = 'decision_quality' and value = 1"))
                .isPositive();
    }

    private static void everySubjectIsToldByADigest(Statement sql) throws SQLException {
        assertThat(number(sql, """
                select count(distinct subject_digest) filter (where plan_version = 1)
                       - count(distinct subject_digest) filter (where plan_version = 2)
                  from outcome.decisions""")).isZero();
    }

    private static void whoIsErasedLeavesTheSums(RunningPipeline pipeline, Statement sql, String subject)
            throws Exception {
        String digest = "encode(substring(sha256(convert_to('claims-triage', 'UTF8') || '\\x00'::bytea || convert_to('"
                + subject + "', 'UTF8')) for 16), 'hex')::uuid";
        String theirs = "select count(*) from outcome.decisions where subject_digest = " + digest;
        Target target = pipeline.target();
        Target elsewhere =
                new Target(target.bootstrapServers(), target.kafka(), target.wire(), new Topics("elsewhere."));
        assertThatThrownBy(() -> EraseRun.erase(elsewhere, pipeline.database(), Set.of(subject)))
                .hasMessageMatching("topic elsewhere.decisions does not exist on .*, so nothing was erased: .*");
        long decisions = number(sql, theirs);
        long sums = number(sql, "select sum(decision_count) from outcome.cells");
        assertThat(decisions).isPositive();

        Receipt receipt = EraseRun.erase(pipeline.target(), pipeline.database(), Set.of(subject));

        assertThat(receipt.erased()).extracting(Erasure.Erased::decisions).contains(decisions);
        assertThat(receipt.buried()).isPositive();
        assertThat(receipt.render().toString())
                .contains("for ever, until somebody gives the topic a retention")
                .doesNotContain(subject);
        publishAgain(
                pipeline.target(), receipt.erased().get(0).digest().toString().replace("-", ""));
        pipeline.drain();
        assertThat(number(sql, theirs)).isZero();
        assertThat(number(sql, "select sum(decision_count) from outcome.cells")).isEqualTo(sums);
        assertThat(number(sql, "select count(*) from ops.quarantined_records where reason = 'sink_refused'"))
                .isZero();

        DataSource anew = SERVICES.services().newDatabase("ledgers_anew");
        pipeline.writeAnew(anew);
        assertThat(RunningPipeline.dump(anew)).isEqualTo(pipeline.dump());
        for (VerifyReport report : List.of(pipeline.verify(), pipeline.verify(anew))) {
            assertThat(report.render())
                    .contains("matches")
                    .contains("erased: " + decisions + " decisions of 1 subject (per use case)");
        }

        assertThat(EraseRun.erase(pipeline.target(), pipeline.database(), Set.of(subject))
                        .buried())
                .isEqualTo(receipt.buried());
        // Readers see a transaction a little after it was committed.
        pipeline.drain();
        assertThat(EraseRun.erase(pipeline.target(), pipeline.database(), Set.of(subject))
                        .buried())
                .isZero();
        pipeline.drain();
    }

    /** What the ledger's topic holds of a subject, once more after its tombstones: as late events and rebuilt state do. */
    private static void publishAgain(Target target, String digest) {
        List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
        try (TopicReader reader = new TopicReader(target)) {
            reader.read(reader.extent(target.topics().ledger())).forEachRemaining(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (key.contains(digest) && record.value() != null) {
                    entries.add(new ProducerRecord<>(record.topic(), record.partition(), key, record.value()));
                }
            });
        }
        assertThat(entries).isNotEmpty();
        Publication.write(target, "again", new ByteArraySerializer(), entries);
    }

    private static void differencesAreNamed(RunningPipeline pipeline, Statement sql) throws SQLException {
        sql.execute("update outcome.decisions set action = 'forged' where decision_id ="
                + " (select min(decision_id) from outcome.decisions where plan_version = 1) and plan_version = 1");
        sql.execute(
                "update outcome.attributed_outcomes set credit = credit + 1 where outcome_id ="
                        + " (select min(outcome_id) from outcome.attributed_outcomes where kpi = 'recoveries') and kpi = 'recoveries'");
        sql.execute(
                "delete from outcome.attributed_outcomes where outcome_id ="
                        + " (select max(outcome_id) from outcome.attributed_outcomes where kpi = 'time_to_close') and kpi = 'time_to_close'");
        sql.execute("update outcome.ledger_week_partials set decision_count = decision_count + 1"
                + " where ctid = (select min(ctid) from outcome.ledger_week_partials where decision_count > 0)");
        sql.execute("update outcome.ledger_time_partials set decision_count = decision_count + 1"
                + " where ctid = (select min(ctid) from outcome.ledger_time_partials where decision_count > 0)");
        sql.execute("update outcome.actor_partials set first_decided_at = first_decided_at - interval '1 millisecond'"
                + " where first_decided_at = (select min(first_decided_at) from outcome.actor_partials)");
        assertThat(pipeline.verify().render())
                .contains("differ")
                .containsPattern("week of the ledger .*decision_count")
                .containsPattern("times of the ledger .*decision_count")
                .containsPattern("actor .*valid_from")
                .contains("forged")
                .containsPattern("attributed outcome .*recoveries.*credit")
                .containsPattern("attributed outcome .*time_to_close.*missing");
    }

    /** A dropped month is no difference: nobody said it would be kept. */
    private static void whatWasLetGoIsLeftOut(RunningPipeline pipeline, Statement sql) throws SQLException {
        assertThat(number(sql, "select count(*) from ops.drop_ledger_months(date '2100-01-01')"))
                .isPositive();
        assertThat(pipeline.verify().render()).contains("matches");
    }

    private static long number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Plan withLedger(String example) throws IOException {
        return PlanReader.parse(
                Files.readString(RepositoryRoot.resolve("examples/" + example)) + "ledger: {months: 1200}\n", example);
    }
}
