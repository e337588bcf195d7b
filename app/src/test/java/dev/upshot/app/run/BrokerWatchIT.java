package dev.upshot.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerWatchIT {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void it_says_once_that_the_broker_went_away_and_that_it_is_back() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        String servers = broker.bootstrapServers();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Target target = new Target(servers, Map.of(), Map.of(), new Topics("upshot."));
        try (BrokerWatch watch =
                BrokerWatch.start(Kafka.admin(target), servers, new Terminal(stream, stream, Capabilities.PLAIN))) {
            broker.close();
            awaitSaid("the broker " + servers + " does not answer; waiting for it, nothing is lost");
            broker = EmbeddedBroker.start(directory, Integer.parseInt(servers.substring(servers.indexOf(':') + 1)));
            awaitSaid("ok broker    " + servers + " is back");
            assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        } finally {
            broker.close();
        }
    }

    private void awaitSaid(String text) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> said.toString(StandardCharsets.UTF_8).contains(text));
    }
}
