package dev.upshot.app.analyst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.pipeline.RunningPipeline;
import dev.upshot.app.publish.History;
import dev.upshot.app.simulate.SimulateRun;
import dev.upshot.sink.database.DatabaseRole;
import dev.upshot.stats.survival.AgeCounts;
import dev.upshot.stats.survival.RestrictedMean;
import dev.upshot.stats.survival.TimeQuantile;
import dev.upshot.streams.attribution.AgeBins;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is asked as {@code upshot_analyst}. {@code -Dupshot.regenerate} writes the cookbook's answers anew instead of
 * comparing them.
 */
class AnalystIT {
    private static final boolean REGENERATE = System.getProperty("upshot.regenerate") != null;
    private static final Path COOKBOOK = RepositoryRoot.resolve("docs/sql-cookbook.md");
    private static final Path GRAFANA = RepositoryRoot.resolve("docker/grafana");

    @TempDir
    static Path directory;

    static RealServices services;
    static RunningPipeline pipeline;

    @BeforeAll
    static void aQuarterWentBy() throws Exception {
        Plan plan = PlanReader.parse(
                Files.readString(RepositoryRoot.resolve("examples/claims-triage.yaml")) + "ledger: true\n", "claims");
        services = new RealServices(directory.resolve("services"));
        pipeline = new RunningPipeline(services, "analyst", 2, List.of(plan), directory.resolve("state"));
        SimulateRun.run(plan, 6_000, 60, 7, pipeline.target(), History.COMPLETE, (done, total, unit) -> {});
        pipeline.drain();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        services.close();
    }

    @Test
    void everyQuestionOfTheCookbookHasTheAnswerThatThePagePrints() throws IOException, SQLException {
        String page = Files.readString(COOKBOOK);
        String answered = page;
        List<Recipe> recipes = Recipe.on(page);

        for (Recipe recipe : recipes) {
            PrintedTable answer = asked(recipe.query());
            assertThat(answer.rows()).as(recipe.question()).isPositive();
            answered = recipe.answered(answered, answer.text());
        }

        assertThat(recipes).hasSizeGreaterThanOrEqualTo(20);
        if (REGENERATE) {
            Files.writeString(COOKBOOK, answered);
        } else {
            assertThat(page).isEqualTo(answered);
        }
    }

    @Test
    void theSumsOfALiftGiveItsMeansBack() throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select l.kpi, l.segment_dimension, l.segment_value, e.role, e.mean, e.variance, e.unit_count,
                               case e.role when 'baseline' then l.mean_baseline else l.mean_candidate end as lift_mean,
                               case e.role when 'baseline' then l.variance_baseline else l.variance_candidate end as lift_variance,
                               case e.role when 'baseline' then l.n_baseline else l.n_candidate end as lift_count
                          from report.lifts l
                         cross join lateral report.explain_lift(
                               l.use_case, l.plan_version, l.kpi, l.arm, l.segment_dimension, l.segment_value) e
                         where l.kpi_type <> 'duration' -- made of cases by age, not of sums
                        """)) {
            int compared = 0;
            while (rows.next()) {
                String row =
                        rows.getString("kpi") + " " + rows.getString("segment_value") + " " + rows.getString("role");
                double mean = rows.getDouble("lift_mean");
                double variance = rows.getDouble("lift_variance");
                assertThat(rows.getLong("unit_count")).as(row).isEqualTo(rows.getLong("lift_count"));
                assertThat(rows.getDouble("mean")).as(row).isEqualTo(mean, within(1e-12 * Math.abs(mean)));
                assertThat(rows.getDouble("variance")).as(row).isEqualTo(variance, within(1e-9 * Math.abs(variance)));
                compared++;
            }
            assertThat(compared).isGreaterThan(30);
        }
    }

    /** The view against the library, by weeks. */
    @Test
    void quantilesAndRestrictedMeansAreThoseOfTheLibrary() throws SQLException {
        AgeBins bins = AgeBins.of(Duration.ofDays(7));
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select q.p50_seconds, q.p90_seconds, q.restricted_mean_seconds, a.ended, a.open
                          from report.processing_time_quantiles q
                          join (select arm, date_trunc('week', cohort_date)::date as week_date,
                                       array_agg(ended_count order by bin) as ended, array_agg(open_count order by bin) as open
                                  from (select arm, date_trunc('week', cohort_date) as cohort_date, b.bin,
                                               coalesce(sum(ended_count) filter (where c.bin = b.bin), 0) as ended_count,
                                               coalesce(sum(open_count) filter (where c.bin = b.bin), 0) as open_count
                                          from outcome.age_cells c
                                         cross join generate_series(1, 64) b (bin)
                                         group by 1, 2, 3) summed
                                 group by 1, 2) a using (arm, week_date)
                         where q.segment_dimension = ''
                        """)) {
            int compared = 0;
            while (rows.next()) {
                AgeCounts counts = new AgeCounts(bins.edges(), longs(rows, "ended"), longs(rows, "open"));
                assertThat(rows.getDouble("p50_seconds"))
                        .isEqualTo(
                                TimeQuantile.of(counts, 0.5, 0.05).orElseThrow().value() / 1000, within(1e-6));
                assertThat(rows.getDouble("p90_seconds"))
                        .isEqualTo(
                                TimeQuantile.of(counts, 0.9, 0.05).orElseThrow().value() / 1000, within(1e-6));
                long horizon = bins.edges().get(AgeBins.COUNT);
                assertThat(rows.getDouble("restricted_mean_seconds"))
                        .isEqualTo(
                                RestrictedMean.of(counts, horizon).orElseThrow().value() / 1000, within(1e-6));
                compared++;
            }
            assertThat(compared).isGreaterThan(10);
        }
    }

    private static List<Long> longs(ResultSet row, String column) throws SQLException {
        Object[] numbers = (Object[]) row.getArray(column).getArray();
        return Arrays.stream(numbers)
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    @Test
    void everyPanelOfEveryDashboardShowsSomething() throws IOException, SQLException {
        List<Dashboard> dashboards = Dashboard.in(GRAFANA.resolve("dashboards"));

        assertThat(dashboards).hasSize(3);
        for (Dashboard dashboard : dashboards) {
            Map<String, String> variables = new HashMap<>();
            for (JsonNode variable : dashboard.variables()) {
                PrintedTable values =
                        asked(Dashboard.expanded(variable.get("query").asText(), variables));
                assertThat(values.rows()).as(dashboard.file()).isPositive();
                variables.put(
                        variable.get("name").asText(), values.lines().get(1).get(0));
            }
            for (Dashboard.Query query : dashboard.queries()) {
                PrintedTable shown = asked(Dashboard.expanded(query.sql(), variables));
                assertThat(shown.rows()).as(query.panel()).isPositive();
                if (query.format().equals("time_series")) {
                    assertThat(shown.lines().get(0)).as(query.panel()).contains("time");
                }
            }
        }
    }

    @Test
    void dashboardsReferToTheDatasourceAndPanelsDoNotOverlap() throws IOException {
        String datasource = Files.readString(GRAFANA.resolve("provisioning/datasources/upshot.yaml"));
        Set<String> uids = new HashSet<>();
        for (Dashboard dashboard : Dashboard.in(GRAFANA.resolve("dashboards"))) {
            assertThat(uids.add(dashboard.json().get("uid").asText()))
                    .as(dashboard.file())
                    .isTrue();
            Set<Integer> ids = new HashSet<>();
            Set<String> places = new HashSet<>();
            for (JsonNode panel : dashboard.panels()) {
                assertThat(ids.add(panel.get("id").asInt()))
                        .as(dashboard.file())
                        .isTrue();
                assertThat(datasource)
                        .contains("uid: " + panel.get("datasource").get("uid").asText() + "\n");
                JsonNode grid = panel.get("gridPos");
                assertThat(grid.get("x").asInt() + grid.get("w").asInt()).isLessThanOrEqualTo(24);
                for (int x = 0; x < grid.get("w").asInt(); x++) {
                    for (int y = 0; y < grid.get("h").asInt(); y++) {
                        assertThat(places.add((grid.get("x").asInt() + x) + "/"
                                        + (grid.get("y").asInt() + y)))
                                .as(dashboard.file() + " " + panel.get("title"))
                                .isTrue();
                    }
                }
            }
        }
    }

    private static PrintedTable asked(String query) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(DatabaseRole.ANALYST.assume(connection)).isTrue();
            try (ResultSet rows = statement.executeQuery(query)) {
                return PrintedTable.of(rows);
            } finally {
                connection.rollback();
            }
        }
    }
}
