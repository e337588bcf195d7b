package dev.upshot.app.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.RepositoryRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long-running command is killed in mid-stream, with its broker and database, and goes on as if nothing had been. */
class KillIT {
    private static final int KILLS = 5;
    private static final long SEED = 20261123;
    private static final String PLAN =
            RepositoryRoot.resolve("examples/claims-triage.yaml").toString();

    @TempDir
    private Path directory;

    @Test
    void whatever_is_killed_and_when_the_tables_hold_what_the_events_say() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            try (UpshotProcess run = run()) {
                run.awaitSaid("ready");
                try (UpshotProcess simulate = simulate(kill)) {
                    simulate.awaitSaid("using the services of process");
                    // Every other time the publisher loses its broker, too.
                    if (kill % 2 == 0) {
                        assertThat(simulate.awaitExit()).as(simulate::err).isZero();
                    }
                    pause(random.nextInt(2_000));
                    run.kill();
                }
            }
        }
        try (UpshotProcess run = run()) {
            run.awaitSaid("ready");
            try (UpshotProcess verify = upshot("verify", "--wait", "480s")) {
                assertThat(verify.awaitExit())
                        .as(() -> "seed " + SEED + ": " + verify.out() + verify.err())
                        .isZero();
                assertThat(verify.out()).contains("recomputation matches all").contains("lifts");
            }
            run.terminate();
            assertThat(run.awaitExit()).as(run::err).isEqualTo(143);
            assertThat(run.err()).contains("stopping").doesNotContain("\tat ");
        }
        assertThat(state().resolve("stack.properties")).doesNotExist();
        assertThat(Files.exists(state().resolve("postgres/data/postmaster.pid")))
                .as("the database has shut down")
                .isFalse();
    }

    private UpshotProcess simulate(int seed) {
        return upshot(
                "simulate", "--plan", PLAN, "--decisions", "4000", "--days", "60", "--seed", Integer.toString(seed));
    }

    private static void pause(int millis) {
        await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    private UpshotProcess run() {
        return upshot("run", "--plans", PLAN);
    }

    private UpshotProcess upshot(String command, String... arguments) {
        return UpshotProcess.startOn(state(), directory, command, arguments);
    }

    private Path state() {
        return directory.resolve("state");
    }
}
