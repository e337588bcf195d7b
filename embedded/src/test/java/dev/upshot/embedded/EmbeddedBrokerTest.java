package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void recordsAndClusterIdSurviveARestartOnAnotherPort() throws Exception {
        String port;
        int another;
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            port = broker.bootstrapServers();
            another = FreePort.any();
            clusterId = clusterId(broker);
            Topic kept = new Topic("kept", broker);
            kept.create();
            kept.write("first");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, another)) {
            assertThat(broker.bootstrapServers())
                    .isEqualTo("127.0.0.1:" + another)
                    .isNotEqualTo(port);
            assertThat(clusterId(broker)).isEqualTo(clusterId);
            Topic kept = new Topic("kept", broker);
            kept.write("second");
            assertThat(kept.read(2)).containsExactly("first", "second");
        }
    }

    @Test
    void nothingExpiresAndNoTopicIsCreatedByUse() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                Map<ConfigResource, Config> all =
                        admin.describeConfigs(List.of(node)).all().get();
                assertThat(all.get(node)).satisfies(config -> {
                    assertThat(config.get("log.retention.ms").value()).isEqualTo("-1");
                    assertThat(config.get("auto.create.topics.enable").value()).isEqualTo("false");
                });
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES) // Kafka's own patience is five
    void stopsAndLeavesNoThreadBehind() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        broker.close();
        broker.close();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(
                                name -> name.contains("kafka-network-thread") || name.contains("quorum-controller")));
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, other.getLocalPort()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("cannot start the broker on 127.0.0.1:" + other.getLocalPort()
                            + ": another program listens there; stop it, or choose another port (0 takes a free one)");
        }
        EmbeddedBroker.start(directory).close();
    }

    @Test
    void aFailedStartIsAnExceptionAndNotTheEndOfTheProcess() throws Exception {
        EmbeddedBroker.start(directory).close();
        Path metadata = directory.resolve("data/__cluster_metadata-0");
        Trees.deleteIfExists(metadata);
        Files.createFile(metadata);
        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("cannot start the broker in " + directory);
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
