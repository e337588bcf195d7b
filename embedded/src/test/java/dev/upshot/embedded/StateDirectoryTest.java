package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void aPathThatCannotBeADirectoryIsNamed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> StateDirectory.lock(file.resolve("state")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("cannot write to the directory " + file.resolve("state")
                        + ": Not a directory;"
                        + " choose another state directory or make this one writable");
    }
}
