package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.Target;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.publish.History;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassedTimeIT {

    private static final String MAPPING = """
            outcomes:
              - outcome_id: {column: id}
                subject_id: {column: id}
                outcome: {constant: recovery}
                occurred_at: {column: at}
                value: {constant: "1"}
            """;

    @TempDir
    private Path directory;

    @Test
    void whatCameAfterTheLastOfTheHistoryIsCounted() throws IOException {
        try (RealServices services = new RealServices(directory.resolve("services"))) {
            Target target = services.target("passed.");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) target.bootstrapServers()))) {
                new TopicSetup(admin, target.topics()).ensure(3);
            }
            assertThat(PassedTime.in(target)).isEqualTo(PassedTime.UNKNOWN);
            // Lateness: two days.
            new PlanCatalog(target)
                    .publish(List.of(PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"))));
            assertThat(PassedTime.in(target)).isEqualTo(PassedTime.UNKNOWN);

            ImportSummary history =
                    imported(target, History.COMPLETE, "a,2025-10-01T08:00:00Z\nb,2025-10-20T08:00:00Z");
            assertThat(history.afterFinal()).isZero();
            assertThat(PassedTime.in(target).before()).contains(Instant.parse("2025-10-18T08:00:00Z"));

            String more = "c,2025-10-18T07:59:59Z\nd,2025-10-18T08:00:00Z\ne,2025-11-01T08:00:00Z";
            assertThat(imported(target, History.OPEN, more).afterFinal()).isEqualTo(1);
            // Newer events since the tick lie in one partition at most.
            assertThat(imported(target, History.OPEN, "f,2025-10-02T08:00:00Z").afterFinal())
                    .isEqualTo(1);
        }
    }

    private ImportSummary imported(Target target, History history, String rows) throws IOException {
        Path mapping = Files.writeString(directory.resolve("m.yaml"), MAPPING);
        Path file = Files.writeString(directory.resolve("a.csv"), "id,at\n" + rows + "\n");
        return ImportRun.run(
                mapping, List.of(file), directory.resolve("rejects.csv"), target, history, (done, total, unit) -> {});
    }
}
