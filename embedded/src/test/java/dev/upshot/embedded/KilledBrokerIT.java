package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed amid transactions leaves none open for the next one's readers. */
class KilledBrokerIT {
    private static final long SEED = 20261124;
    private static final int KILLS = 6;

    @TempDir
    Path directory;

    @Test
    void everyTransactionOfAKilledBrokerIsCompletedByTheNext() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process child = ChildServers.command(
                            ChildTransactions.class, List.of(), ChildServers.classPath(), directory)
                    .start();
            try (BufferedReader output = child.inputReader()) {
                assertThat(output.readLine())
                        .as("seed " + SEED + ", start " + kill)
                        .isEqualTo("open 0");
                int patience = random.nextInt(300);
                await().pollDelay(Duration.ofMillis(patience)).until(() -> true);
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }
}
