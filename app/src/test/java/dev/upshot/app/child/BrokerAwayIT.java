package dev.upshot.app.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is somebody else's, goes away in mid-flight and comes back. */
class BrokerAwayIT {
    private static final String CANARY = "canary-9d42";
    private static final String PLAN =
            RepositoryRoot.resolve("examples/claims-triage.yaml").toString();

    @TempDir
    private Path directory;

    @Test
    void it_is_waited_for_in_plain_lines_and_nothing_is_lost_and_no_secret_is_logged() throws Exception {
        Path settings = Files.writeString(directory.resolve("upshot.properties"), """
                log.level=debug
                registry.basic.auth.user.info=me:%1$s
                kafka.sasl.jaas.config=org.example.Login required password="%1$s";
                jdbc.password=%1$s
                """.formatted(CANARY));
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        String servers = broker.bootstrapServers();
        try (UpshotProcess run = upshot(settings, "run", "--bootstrap-servers", servers, "--plans", PLAN)) {
            run.awaitSaid("ready");
            publish(settings, servers, 1);
            broker.close();
            run.awaitSaid("the broker " + servers + " does not answer; waiting for it, nothing is lost");
            broker = EmbeddedBroker.start(
                    directory.resolve("broker"), Integer.parseInt(servers.substring(servers.indexOf(':') + 1)));
            run.awaitSaid("broker    " + servers + " is back");
            publish(settings, servers, 2);

            try (UpshotProcess verify = upshot(settings, "verify", "--bootstrap-servers", servers, "--wait", "480s")) {
                assertThat(verify.awaitExit())
                        .as(() -> verify.out() + verify.err() + run.err())
                        .isZero();
            }
            run.terminate();
            assertThat(run.awaitExit()).isEqualTo(143);
            assertThat(run.err()).doesNotContain(CANARY).doesNotContain("\tat ");
        } finally {
            broker.close();
        }
        assertThat(logs()).isNotEmpty().noneMatch(log -> log.contains(CANARY));
    }

    private void publish(Path settings, String servers, int seed) throws InterruptedException {
        try (UpshotProcess simulate = upshot(
                settings,
                "simulate",
                "--bootstrap-servers",
                servers,
                "--plan",
                PLAN,
                "--decisions",
                "500",
                "--seed",
                Integer.toString(seed))) {
            assertThat(simulate.awaitExit()).as(simulate::err).isZero();
        }
    }

    private UpshotProcess upshot(Path settings, String... arguments) {
        String[] all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--config",
                                settings.toString(),
                                "--state-dir",
                                directory.resolve("state").toString()))
                .toArray(String[]::new);
        return UpshotProcess.start(directory, all);
    }

    private List<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("state/logs"))) {
            return files.map(BrokerAwayIT::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
