package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no plan knew is measured, and no longer in quarantine, once a plan comes that knows it. */
class LaterPlanIT {

    private static final Plan CLAIMS = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));
    private static final Plan LOANS = PlanReader.parse(
            CLAIMS.yaml()
                    .replace("claims-triage", "loans")
                    .replace("adjudicated_correct", "repaid")
                    .replace("claim_closed", "loan_closed"),
            "loans.yaml");

    @TempDir
    private Path directory;

    @Test
    void events_that_were_unknown_are_measured_by_the_plan_that_comes_to_know_them() throws Exception {
        try (RealServices services = new RealServices(directory.resolve("services"));
                RunningPipeline pipeline =
                        new RunningPipeline(services, "later", 2, List.of(CLAIMS), directory.resolve("first"))) {
            pipeline.publish(events(CLAIMS, 1));
            pipeline.publish(events(LOANS, 2));
            long unknown = unknown(pipeline);
            assertThat(unknown).isGreaterThan(1_000);
            assertThat(pipeline.verify().render()).contains("matches");

            // A second instance brings the plan. The first runs on and shares the older plan's partitions with it.
            pipeline.measure(List.of(LOANS), directory.resolve("second"));
            pipeline.publish(events(LOANS, 3));
            assertThat(pipeline.verify().render()).contains("matches");
            assertThat(unknown(pipeline)).isLessThan(unknown / 100);

            // An instance that is given the older plan only learns of the newer one from the topic.
            pipeline.stopMeasuring();
            pipeline.measure(List.of(CLAIMS), directory.resolve("first/later"));
            pipeline.publish(events(LOANS, 4));
            assertThat(pipeline.verify().render()).contains("matches");
            assertThat(unknown(pipeline)).isLessThan(unknown / 100);
        }
    }

    private static List<TimedEvent> events(Plan plan, long seed) {
        List<TimedEvent> events = new ArrayList<>();
        Simulation.of(plan, 500, 10, seed).forEach(simulated -> events.add(simulated.event()));
        return events;
    }

    private static long unknown(RunningPipeline pipeline) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                ResultSet count = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from ops.quarantined_records where reason in ('unknown_use_case',"
                                        + " 'unknown_outcome')")) {
            count.next();
            return count.getLong(1);
        }
    }
}
