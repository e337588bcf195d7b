package dev.upshot.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.pipeline.RunningPipeline;
import dev.upshot.app.publish.History;
import dev.upshot.streams.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated history through real parts: what is measured is the truth, and what must be refused is refused. */
class SimulatedHistoryIT {

    private static final long DECISIONS = 8_000;

    @TempDir
    private Path directory;

    @Test
    void theTruthIsMeasuredAndLateAndMalformedEventsAloneAreRefused() throws SQLException, InterruptedException {
        Plan plan = Plans.claims();
        try (RealServices services = new RealServices(directory.resolve("services"));
                RunningPipeline pipeline =
                        new RunningPipeline(services, "history", 4, List.of(plan), directory.resolve("state"))) {
            SimulationSummary summary = SimulateRun.run(
                    plan, DECISIONS, 60, 5, pipeline.target(), History.COMPLETE, (done, total, unit) -> {});
            pipeline.drain();

            assertThat(number(pipeline, "select count(*) from ops.quarantined_records"))
                    .isEqualTo(
                            summary.traits().get(Trait.LATE) + summary.traits().get(Trait.MALFORMED));
            assertThat(number(pipeline, "select sum(decision_count) from outcome.cells"))
                    .isEqualTo(DECISIONS);
            keepsTo(summary.truth(), pipeline);
        }
    }

    /** Four and a half standard errors from the truth is too far. */
    private static void keepsTo(Truth truth, RunningPipeline pipeline) throws SQLException {
        int lifts = 0;
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet lift = statement.executeQuery("select kpi, arm, absolute_value, absolute_standard_error,"
                        + " relative_value, relative_standard_error from outcome.lifts where segment_dimension = ''")) {
            while (lift.next()) {
                Truth.ArmTruth arm = truth.kpi(lift.getString("kpi")).arm(lift.getString("arm"));
                assertThat(lift.getDouble("absolute_value"))
                        .as(lift.getString("kpi"))
                        .isEqualTo(arm.absolute(), within(4.5 * lift.getDouble("absolute_standard_error")));
                assertThat(lift.getDouble("relative_value"))
                        .as(lift.getString("kpi"))
                        .isEqualTo(arm.relative(), within(4.5 * lift.getDouble("relative_standard_error")));
                lifts++;
            }
        }
        assertThat(lifts).isEqualTo(truth.kpis().size());
    }

    private static long number(RunningPipeline pipeline, String query) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
