package dev.upshot.app.scorecards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.Target;
import dev.upshot.app.child.UpshotProcess;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.event.PricedKpi;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.report.Audience;
import dev.upshot.report.form.Format;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Scorecards on their topic and in their folder, with a real broker, registry and database. */
class ScorecardsIT {
    static final String ROWS = """
            insert into outcome.plan_versions (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names,
                   design, unit_of_analysis, lateness_ms, alpha, yaml, content_hash, horizon_ms)
            values ('claims', 1, 'g1', 'human', '{model}', '{}', 'randomized', 'decision', 0, 0.05, '', 'c0ffee', 86400000);
            insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at,
                   missing, position)
            values ('claims', 1, 'quality', 'binary', 'correct', 'higher', 'share', 0, 86400000, 'decided_at', 'zero', 1),
                   ('claims', 1, 'paid', 'amount', 'payment', 'lower', 'EUR', 2, 86400000, 'decided_at', 'zero', 2);
            insert into outcome.lifts (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline,
                   n_baseline, n_candidate, alpha)
            values ('claims', 1, 'quality', 'model', '', '', 'g1', 'human', 900, 900, 0.05),
                   ('claims', 1, 'paid', 'model', '', '', 'g1', 'human', 900, 900, 0.05);
            insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions, final_clock)
            values ('g1', 'CELLS', 0, 0, '2026-01-04 06:00:00+00', '{}', '2026-01-04 05:00:00+00'),
                   ('g1', 'LIFTS', 0, 0, '2026-01-04 06:00:00+00', '{}', '2026-01-04 04:00:00+00');
            """;
    static final String READING = """
            insert into outcome.lift_readings (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date,
                   final_at, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate, absolute_value,
                   absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error,
                   relative_lower, relative_upper, alpha, event_count_baseline, event_count_candidate, mature_share, clock,
                   grade, verdict, ground)
            select 'claims', 1, '%1$s', 'model', '', '', date '%2$s', date '%2$s' + interval '2 days', 'g1', 'human', 900, 900,
                   0.5, 0.6, 0.1, 0.02, 0.06, 0.14, 0.2, 0.04, %3$s, 0.28, 0.05, 400, 400, 1, 'confidence_sequence', 'A',
                   'improved', 'interval_above_zero'
            """;

    /** A KPI made of the others. */
    private static final String NET_VALUE = """
            insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at,
                   missing, position, net_kpis, net_prices)
            values ('claims', 1, 'net', 'net', '', 'higher', 'EUR', 2, 86400000, 'decided_at', 'zero', 3, '{paid,quality}',
                   '{-1,37.50}');
            insert into outcome.lifts (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline,
                   n_baseline, n_candidate, alpha)
            values ('claims', 1, 'net', 'model', '', '', 'g1', 'human', 900, 900, 0.05);
            """;

    /** A version of the plan with one KPI less. */
    private static final String NEXT_PLAN = """
            create temporary table next_plan as select * from outcome.plan_versions;
            update next_plan set plan_version = 2;
            insert into outcome.plan_versions select * from next_plan;
            create temporary table next_kpi as select * from outcome.kpis where kpi = 'quality';
            update next_kpi set plan_version = 2;
            insert into outcome.kpis select * from next_kpi;
            create temporary table next_lift as select * from outcome.lifts where kpi = 'quality';
            update next_lift set plan_version = 2;
            insert into outcome.lifts select * from next_lift;
            create temporary table next_reading as select * from outcome.lift_readings where kpi = 'quality';
            update next_reading set plan_version = 2;
            insert into outcome.lift_readings select * from next_reading;
            """;

    @TempDir
    private static Path directory;

    private static RealServices services;

    @BeforeAll
    static void start() {
        services = new RealServices(directory.resolve("services"));
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void anUnchangedClaimIsNotPublishedTwiceAndAChangedOneReplacesIt() throws SQLException {
        DataSource database = measured("published");
        Target target = services.target("published.");
        ScorecardTopic topic = new ScorecardTopic(target);
        execute(database, READING.formatted("quality", "2026-01-01", "0.12"));
        execute(database, READING.formatted("paid", "2026-01-01", "0.12"));

        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(2, 0));
        long written = end(target);
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(0, 0));
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(0, 0));
        assertThat(end(target)).isEqualTo(written);

        execute(database, READING.formatted("quality", "2026-01-02", "0.14"));
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(1, 0));
        execute(database, NEXT_PLAN);
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(1, 1));
        Map<String, ScorecardClaim> held = topic.read();
        assertThat(held).containsOnlyKeys("[\"claims\",\"quality\",\"model\"]");
        ScorecardClaim claim = held.values().iterator().next();
        assertThat(claim.getPlanVersion()).isEqualTo(2);
        assertThat(claim.getRelativeLower()).isEqualTo(0.14);
        assertThat(claim.getCohortDay()).isEqualTo("2026-01-02");
        assertThat(claim.getSentence())
                .contains("Quality is at least 14.0 % (relative) higher with model than with human");
    }

    @Test
    void afterAnUpgradeOnlyClaimsThatSayMoreArePublishedOnceMore() throws Exception {
        DataSource database = measured("upgraded");
        execute(database, NET_VALUE);
        execute(database, READING.formatted("paid", "2026-01-01", "0.12"));
        execute(database, READING.formatted("net", "2026-01-01", "0.12"));
        Target anew = services.target("now.");
        publish(anew, database);
        ScorecardTopic now = new ScorecardTopic(anew);
        Target target = services.target("upgraded.");
        EarlierClaims.write(target, now.read());
        long unused = end(target);
        ScorecardTopic topic = new ScorecardTopic(target);
        String net = "[\"claims\",\"net\",\"model\"]";

        assertThat(topic.read()).hasSize(2);
        assertThat(topic.read().get(net).getParts()).isEmpty();
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(1, 0));
        assertThat(topic.read()).isEqualTo(now.read());
        assertThat(topic.read().get(net).getParts())
                .containsExactly(new PricedKpi("paid", "-1"), new PricedKpi("quality", "37.5"));
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(0, 0));

        execute(database, "update outcome.kpis set net_prices = '{-1.00,37.500}' where kpi = 'net'");
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(0, 0));
        execute(database, "update outcome.kpis set net_prices = '{-1,37.51}' where kpi = 'net'");
        assertThat(publish(target, database)).isEqualTo(new ScorecardTopic.Change(1, 0));
    }

    @Test
    void everyDayThatTheLogHasClosedHasAnEditionAndARestartWritesNoneTwice() throws Exception {
        DataSource database = measured("scheduled");
        execute(database, READING.formatted("quality", "2026-01-01", "0.12"));
        execute(database, READING.formatted("quality", "2026-01-02", "0.14"));
        Path out = directory.resolve("editions");
        Target target = services.target("scheduled.");

        schedule(database, out, target).look();
        assertThat(latest(out)).isEqualTo("2026-01-04T00-00-00Z");
        assertThat(files(out.resolve("latest"))).containsExactly("scorecard.csv", "scorecard.json");
        byte[] first = Files.readAllBytes(out.resolve("latest/scorecard.json"));
        assertThat(new String(first, StandardCharsets.UTF_8))
                .contains("2026-01-02")
                .contains("\"maturity\": \"final\"");
        long written = end(target);

        execute(database, "update ops.progress set final_clock = '2026-01-04 23:59:59+00'");
        schedule(database, out, target).look();
        assertThat(files(out)).containsExactly("2026-01-04T00-00-00Z", "latest");
        assertThat(end(target)).isEqualTo(written);

        execute(database, READING.formatted("quality", "2026-01-03", "0.15"));
        execute(database, "update ops.progress set final_clock = '2026-01-05 00:00:00+00'");
        Files.createDirectories(out.resolve(".2026-01-05T00-00-00Z.part/left/behind"));
        Schedule running = schedule(database, out, target);
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
            try {
                running.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> ended.isDone() || latest(out).equals("2026-01-05T00-00-00Z"));
        } finally {
            running.close();
        }
        ended.get(2, TimeUnit.MINUTES);
        assertThat(files(out)).containsExactly("2026-01-04T00-00-00Z", "2026-01-05T00-00-00Z", "latest");
        assertThat(Files.readAllBytes(out.resolve("2026-01-04T00-00-00Z/scorecard.json")))
                .isEqualTo(first);
        assertThat(end(target)).isGreaterThan(written);
        assertThat(new ScorecardTopic(target).read().values())
                .extracting(ScorecardClaim::getRelativeLower)
                .containsExactly(0.15);
    }

    @Test
    void aScheduleThatIsToldToStopLeavesWholeEditionsOnly() throws Exception {
        PGSimpleDataSource database = (PGSimpleDataSource) measured("stopped");
        execute(database, READING.formatted("quality", "2026-01-01", "0.12"));
        Path out = directory.resolve("stopped");
        try (UpshotProcess report = UpshotProcess.start(
                directory,
                "report",
                "--every=P1D",
                "--format=pdf,json",
                "--out=" + out,
                "--jdbc-url=" + database.getUrl(),
                "--jdbc-user=" + database.getUser(),
                "--state-dir=" + directory.resolve("state"))) {
            // While it writes; should we look too late, when it has written.
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> Files.exists(out.resolve(".2026-01-04T00-00-00Z.part"))
                            || Files.exists(out.resolve("latest"))
                            || !report.isAlive());
            report.terminate();

            assertThat(report.awaitExit()).as(report::err).isEqualTo(143);
            assertThat(report.err()).doesNotContain("\tat ");
            assertThat(report.out()).contains("2026-01-04T00-00-00Z");
        }
        assertThat(files(out)).containsExactly("2026-01-04T00-00-00Z", "latest");
        assertThat(files(out.resolve("latest"))).containsExactly("scorecard.json", "scorecard.pdf");
    }

    /** Returns when readers can see it. */
    private static ScorecardTopic.Change publish(Target target, DataSource database) {
        ScorecardTopic.Change change =
                new ScorecardTopic(target).publish(ScorecardQuery.read(database, Set.of()), Audience.BOARD);
        long unused = end(target);
        return change;
    }

    private static Schedule schedule(DataSource database, Path out, Target target) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Schedule(
                new Schedule.What(Duration.ofDays(1), Set.of(), Audience.BOARD, EnumSet.of(Format.JSON, Format.CSV)),
                database,
                new Editions(out),
                new ScorecardTopic(target),
                new Terminal(nowhere, nowhere, Capabilities.PLAIN));
    }

    private static String latest(Path out) throws IOException {
        return Files.readSymbolicLink(out.resolve("latest")).toString();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Where the topic ends, once the last transaction's marker, which comes after its commit, is there too. */
    private static long end(Target target) {
        try (Admin admin = Kafka.admin(target)) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> end(admin, target, IsolationLevel.READ_COMMITTED)
                            == end(admin, target, IsolationLevel.READ_UNCOMMITTED));
            return end(admin, target, IsolationLevel.READ_UNCOMMITTED);
        }
    }

    private static long end(Admin admin, Target target, IsolationLevel isolation) {
        TopicPartition partition = new TopicPartition(target.topics().scorecards(), 0);
        return Kafka.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                        .partitionResult(partition))
                .offset();
    }

    private static DataSource measured(String name) throws SQLException {
        DataSource database = services.newDatabase(name);
        ReportingDatabase.migrate(database);
        execute(database, ROWS);
        return database;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
