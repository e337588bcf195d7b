package dev.upshot.app.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.importing.ImportRun;
import dev.upshot.app.importing.ImportSummary;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.pipeline.RunningPipeline;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published figures through real parts: CSV, topics, measuring, PostgreSQL. */
class RealDataIT {

    private static final String ARMS = """
            select arm, kpi, sum(unit_count)::bigint n, sum(value_sum) / power(10::numeric, max(scale)) total,
                   sum(value_sum)::float8 / sum(unit_count)::float8 / power(10::float8, max(scale)) mean
              from outcome.kpi_cells join outcome.kpis using (use_case, plan_version, kpi)
             where use_case = ? and plan_version = 1 group by arm, kpi
            """;
    private static final String LIFTS = """
            select arm, kpi, absolute_value, absolute_standard_error, relative_value, relative_standard_error
              from outcome.lifts where use_case = ? and plan_version = 1 and segment_dimension = ''
             order by arm, case kpi when 'visit' then 1 when 'conversion' then 2 else 3 end
            """;

    private static final String UNIFORM_POLICY = """
            select round(sum(weighted_value_sum) / sum(weight_sum), 8) || ' | '
                   || round(sum(weight_sum) ^ 2 / sum(weight_sum_squares), 2)
              from outcome.kpi_cells where use_case = 'fashion-recommendation' and plan_version = 2 and arm = 'bts'
            """;

    @TempDir
    private Path directory;

    @Test
    void bothDataSetsGiveThePublishedFiguresInPostgres() throws SQLException, InterruptedException {
        List<Path> emails = DataSet.HILLSTROM.files();
        List<Path> impressions = DataSet.OPEN_BANDIT.files();
        try (RealServices services = new RealServices(directory.resolve("services"));
                RunningPipeline pipeline = new RunningPipeline(
                        services,
                        "realdata",
                        4,
                        List.of(
                                DataSet.HILLSTROM.plan(),
                                DataSet.OPEN_BANDIT.plan(),
                                DataSet.OPEN_BANDIT.plan("uniform-policy")),
                        directory.resolve("state"))) {
            assertThat(imported(DataSet.HILLSTROM, emails, pipeline).events())
                    .containsEntry(EventKind.OUTCOME, 128_578L);
            assertThat(imported(DataSet.OPEN_BANDIT, impressions, pipeline).rows())
                    .isEqualTo(20_000);
            pipeline.drain();

            assertThat(emailArms(pipeline)).isEqualTo(PublishedFigures.HILLSTROM_ARMS);
            assertThat(lifts(pipeline, "email-campaign")).isEqualTo(PublishedFigures.HILLSTROM_LIFTS);
            assertThat(banditArms(pipeline)).isEqualTo(PublishedFigures.OPEN_BANDIT_ARMS);
            assertThat(lifts(pipeline, "fashion-recommendation"))
                    .singleElement()
                    .asString()
                    .contains("| 0.00230000 |", "| +50.000 % |");
            assertThat(text(pipeline, UNIFORM_POLICY)).isEqualTo(PublishedFigures.UNIFORM_POLICY);
            assertThat(number(pipeline, "select count(*) from ops.quarantined_records"))
                    .isZero();
            assertThat(pipeline.verify().render()).contains("matches");
        }
    }

    private ImportSummary imported(DataSet data, List<Path> files, RunningPipeline pipeline) {
        ImportSummary summary = ImportRun.run(
                data.mapping(),
                files,
                directory.resolve("rejects.csv"),
                pipeline.target(),
                History.OPEN,
                (done, total, unit) -> {});
        assertThat(summary.firstRejections()).isEmpty();
        return summary;
    }

    /** What the reporting tables hold of one KPI in one arm. */
    private record Measured(String arm, String kpi, long n, double total, double mean) {}

    private static List<String> emailArms(RunningPipeline pipeline) throws SQLException {
        List<Measured> measured = measured(pipeline, "email-campaign");
        List<String> rows = new ArrayList<>();
        for (String arm : DataSet.HILLSTROM.plan().arms()) {
            Measured visit = of(measured, arm, "visit");
            Measured conversion = of(measured, arm, "conversion");
            Measured spend = of(measured, arm, "spend");
            rows.add(PublishedFigures.hillstromArm(
                    arm,
                    visit.n(),
                    (long) visit.total(),
                    (long) conversion.total(),
                    spend.total(),
                    visit.mean(),
                    conversion.mean(),
                    spend.mean()));
        }
        return rows;
    }

    private static List<String> banditArms(RunningPipeline pipeline) throws SQLException {
        List<Measured> measured = measured(pipeline, "fashion-recommendation");
        return DataSet.OPEN_BANDIT.plan().arms().stream()
                .map(arm -> of(measured, arm, "click"))
                .map(click ->
                        PublishedFigures.openBanditArm(click.arm(), click.n(), (long) click.total(), click.mean()))
                .toList();
    }

    private static Measured of(List<Measured> measured, String arm, String kpi) {
        return measured.stream()
                .filter(row -> row.arm().equals(arm) && row.kpi().equals(kpi))
                .findFirst()
                .orElseThrow();
    }

    private static List<Measured> measured(RunningPipeline pipeline, String useCase) throws SQLException {
        List<Measured> measured = new ArrayList<>();
        try (Connection connection = pipeline.database().getConnection();
                var statement = connection.prepareStatement(ARMS)) {
            statement.setString(1, useCase);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    measured.add(new Measured(
                            row.getString("arm"),
                            row.getString("kpi"),
                            row.getLong("n"),
                            row.getDouble("total"),
                            row.getDouble("mean")));
                }
            }
        }
        return measured;
    }

    private static List<String> lifts(RunningPipeline pipeline, String useCase) throws SQLException {
        List<String> lifts = new ArrayList<>();
        try (Connection connection = pipeline.database().getConnection();
                var statement = connection.prepareStatement(LIFTS)) {
            statement.setString(1, useCase);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lifts.add(PublishedFigures.lift(
                            row.getString("arm"),
                            row.getString("kpi"),
                            row.getDouble("absolute_value"),
                            row.getDouble("absolute_standard_error"),
                            row.getDouble("relative_value"),
                            row.getDouble("relative_standard_error")));
                }
            }
        }
        return lifts;
    }

    private static String text(RunningPipeline pipeline, String query) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(RunningPipeline pipeline, String query) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
