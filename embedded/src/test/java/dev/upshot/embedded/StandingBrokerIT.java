package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose process stands still amid transactions, as in a paused virtual machine, goes on where it stood. */
class StandingBrokerIT {
    /** Kafka's controller gives a silent broker up after nine seconds. */
    private static final Duration STANDING = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void noPartitionLosesItsLeaderAndTransactionsGoOn() throws Exception {
        Process child = ChildServers.command(ChildTransactions.class, List.of(), ChildServers.classPath(), directory)
                .start();
        try (BufferedReader output = child.inputReader()) {
            assertThat(output.readLine()).isEqualTo("open 0");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port()))) {
                awaitTransactions(admin);

                signal(child, "-STOP");
                await().pollDelay(STANDING).timeout(STANDING.plusMinutes(1)).until(() -> true);
                signal(child, "-CONT");

                awaitTransactions(admin);
                awaitTransactions(admin);
                assertThat(ends(admin).values())
                        .extracting(end -> end.leaderEpoch().orElse(-1))
                        .containsOnly(0);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Returns when more was written to every partition. */
    private static void awaitTransactions(Admin admin) throws Exception {
        Map<TopicPartition, Long> before = new HashMap<>();
        ends(admin).forEach((partition, end) -> before.put(partition, end.offset()));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> ends(admin).entrySet().stream()
                        .allMatch(end -> end.getValue().offset() > before.get(end.getKey()) + 20));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin) throws Exception {
        return admin.listOffsets(IntStream.range(0, ChildTransactions.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(ChildTransactions.TOPIC, partition))
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get();
    }

    private String port() throws IOException {
        return Files.readString(directory.resolve("port")).strip();
    }

    private static void signal(Process process, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
