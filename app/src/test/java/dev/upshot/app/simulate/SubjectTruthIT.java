package dev.upshot.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.pipeline.RunningPipeline;
import dev.upshot.app.pipeline.StartedServices;
import dev.upshot.app.publish.History;
import dev.upshot.streams.plan.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Outcomes that no decision is named by, from the log to the tables: what is measured by subject is the truth. */
class SubjectTruthIT {

    private static final long SEED = 5;

    @RegisterExtension
    private static final StartedServices SERVICES = new StartedServices();

    @Test
    void theTruthIsInsideTheIntervalsPerSubjectAndPerDecision() throws SQLException, InterruptedException {
        Plan bySubject = Plans.recoveries();
        Plan byDecision = Plans.of(
                bySubject.yaml().replace("version: 2", "version: 3").replace("unit: subject", "unit: decision"));
        try (RunningPipeline pipeline = SERVICES.pipeline("bysubject", 3, List.of(bySubject, byDecision))) {
            SimulationSummary summary = SimulateRun.run(
                    bySubject, 12_000, 60, SEED, pipeline.target(), History.COMPLETE, (done, total, unit) -> {});
            pipeline.drain();

            assertThat(pipeline.verify().render()).contains("matches").contains(" 0 unaccounted");
            // Each is refused by both plans, or by none of them.
            long refused = summary.traits().get(Trait.LATE) + summary.traits().get(Trait.MALFORMED);
            assertThat(row(
                            pipeline,
                            "select count(distinct (topic, partition, record_offset)) as n"
                                    + " from ops.quarantined_records"))
                    .containsEntry("n", (double) refused);
            assertThat(
                            row(
                                    pipeline,
                                    "select sum(by_subject_count) as joined, sum(direct_count) as direct,"
                                            + " sum(mixed_unit_count) as mixed from outcome.join_health where plan_version = 2"))
                    .containsEntry("direct", 0.0)
                    .containsEntry("mixed", 0.0)
                    .hasEntrySatisfying("joined", joined -> assertThat(joined).isGreaterThan(5_000));
            for (int version : new int[] {2, 3}) {
                for (Truth.KpiTruth kpi : summary.truth().kpis()) {
                    isInside(kpi.arm("model-v2"), pipeline, version, kpi.kpi());
                }
            }
        }
    }

    private static void isInside(Truth.ArmTruth truth, RunningPipeline pipeline, int version, String kpi)
            throws SQLException {
        Map<String, Double> lift = row(
                pipeline,
                "select absolute_lower, absolute_upper, relative_lower, relative_upper"
                        + " from outcome.lifts where segment_dimension = '' and kpi = '" + kpi + "' and plan_version = "
                        + version);
        assertThat(truth.absolute())
                .as("%s, v%d, absolute", kpi, version)
                .isBetween(lift.get("absolute_lower"), lift.get("absolute_upper"));
        assertThat(truth.relative())
                .as("%s, v%d, relative", kpi, version)
                .isBetween(lift.get("relative_lower"), lift.get("relative_upper"));
    }

    private static Map<String, Double> row(RunningPipeline pipeline, String query) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            Map<String, Double> values = new TreeMap<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.put(row.getMetaData().getColumnLabel(column), row.getDouble(column));
            }
            return values;
        }
    }
}
