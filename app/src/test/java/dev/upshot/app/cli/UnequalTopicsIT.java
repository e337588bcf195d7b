package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.RepositoryRoot;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event topics with differing numbers of partitions, found by the commands. */
class UnequalTopicsIT {

    @TempDir
    private Path directory;

    @Test
    void a_plan_that_needs_keyed_topics_is_refused_and_not_published() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            create(admin, "upshot.decisions", 2);
            create(admin, "upshot.outcomes", 3);

            CommandRun run = CommandRun.of(
                    "streams",
                    "--state-dir",
                    directory.resolve("state").toString(),
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--registry-url",
                    registry.url().toString(),
                    "--plans",
                    RepositoryRoot.resolve("examples/claims-triage.yaml").toString());

            assertThat(run.exitCode()).isEqualTo(CommandFailure.USAGE);
            assertThat(run.err())
                    .contains("the topics must have equally many partitions for claims-triage v1")
                    .contains("upshot.decisions 2, upshot.outcomes 3, upshot.reviews 3, cells and lifts 3")
                    .contains("set repartition: true in the plan");
            TopicPartition plans = new TopicPartition("upshot.plans", 0);
            assertThat(admin.listOffsets(Map.of(plans, OffsetSpec.latest()))
                            .partitionResult(plans)
                            .get()
                            .offset())
                    .isZero();
            assertThat(CommandRun.of("doctor", "--bootstrap-servers", broker.bootstrapServers())
                            .out())
                    .contains("unequal partitions, for plans with repartition: true only: upshot.decisions 2");
        }
    }

    private static void create(Admin admin, String topic, int partitions) throws Exception {
        admin.createTopics(Set.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .containsKey(topic));
    }
}
