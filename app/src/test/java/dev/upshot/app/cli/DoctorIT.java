package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.stack.TopicSetup;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor looks at each part by its own address alone, and says which part has none. */
class DoctorIT {

    @TempDir
    private Path directory;

    @Test
    void a_broker_alone_is_looked_at_without_a_registry() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            CommandRun run = doctor("--bootstrap-servers", broker.bootstrapServers());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .containsPattern("broker +ok +" + broker.bootstrapServers() + ", 1 node\\R")
                    .containsPattern("transactions +ok")
                    .containsPattern("topics +note +none exists yet")
                    .containsPattern("registry +note +registry.url is not set: .*none runs now")
                    .containsPattern("database +note +jdbc.url is not set: .*none runs now");
        }
    }

    @Test
    void it_says_whether_time_can_pass_in_the_event_topics() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, Topics.withDefaultPrefix()).ensure(1);
            assertThat(doctor("--bootstrap-servers", broker.bootstrapServers()).out())
                    .containsPattern("ticks +ok +every PT10S, PT1M behind");

            ConfigResource outcomes = new ConfigResource(ConfigResource.Type.TOPIC, "upshot.outcomes");
            AlterConfigOp compact = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(outcomes, List.of(compact)))
                    .all()
                    .get();
            // What the controller has changed is not at once known to the broker.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> admin.describeConfigs(List.of(outcomes))
                            .all()
                            .get()
                            .get(outcomes)
                            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                            .value()
                            .equals("compact"));
            assertThat(doctor("--bootstrap-servers", broker.bootstrapServers()).out())
                    .containsPattern("ticks +bad +upshot.outcomes: compacted");
        }
    }

    @Test
    void a_registry_alone_is_looked_at_without_a_broker() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"))) {
            CommandRun run = doctor("--registry-url", registry.url().toString());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .containsPattern("registry +ok +" + registry.url() + " answers")
                    .containsPattern("broker +note +bootstrap.servers is not set: .*none runs now");
        }
    }

    @Test
    void a_database_alone_is_looked_at_without_a_broker() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"))) {
            CommandRun run = doctor("--jdbc-url", postgres.jdbcUrl("upshot"), "--jdbc-user", postgres.user());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .containsPattern("database +ok +jdbc:postgresql:.*, PostgreSQL \\d+")
                    .containsPattern("broker +note +bootstrap.servers is not set");
        }
    }

    private CommandRun doctor(String flag, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "doctor";
        arguments[1] = "--state-dir";
        arguments[2] = directory.resolve("state").toString();
        arguments[3] = flag;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(arguments);
    }
}
