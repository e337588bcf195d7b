package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void isCreatedAndLockedUntilClosed() {
        Path state = directory.resolve("a/b");
        try (StateDirectory held = StateDirectory.lock(state)) {
            assertThat(held.path()).isEqualTo(state).isDirectory();
            assertThatThrownBy(() -> StateDirectory.lock(state))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
        }
        StateDirectory.lock(state).close();
    }

    @Test
    void tellsWhoHoldsItWithoutTakingIt() throws Exception {
        assertThat(StateDirectory.holder(directory)).isEmpty();
        try (OtherProcess holder = OtherProcess.holding(directory)) {
            assertThat(StateDirectory.holder(directory)).hasValue(holder.pid());
            assertThat(StateDirectory.holder(directory)).hasValue(holder.pid());
        }
        assertThat(StateDirectory.holder(directory)).isEmpty();
        StateDirectory.lock(directory).close();
    }

    @Test
    void severalMayLookAtTheSameTime() throws Exception {
        StateDirectory.lock(directory).close();
        try (OtherProcess looking = OtherProcess.looking(directory)) {
            assertThat(looking.pid()).isPositive();
            assertThat(StateDirectory.holder(directory)).isEmpty();
        }
    }

    @Test
    void somebodyWhoOnlyLooksIsWaitedFor() throws Exception {
        StateDirectory.lock(directory).close();
        // As if an earlier holder had been killed: its process id lives no more.
        Files.writeString(directory.resolve(".lock"), "");
        try (OtherProcess looking = OtherProcess.looking(directory)) {
            assertThatThrownBy(() -> StateDirectory.lock(directory, Duration.ZERO))
                    .hasMessageContaining("is in use by another process");
            CompletableFuture<StateDirectory> starting =
                    CompletableFuture.supplyAsync(() -> StateDirectory.lock(directory, Duration.ofMinutes(1)));
            looking.close();
            starting.join().close();
        }
    }

    @Test
    void aPathThatCannotBeADirectoryIsNamed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> StateDirectory.lock(file.resolve("state")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("cannot write to the directory " + file.resolve("state")
                        + ": Not a directory;"
                        + " choose another state directory or make this one writable");
    }
}
