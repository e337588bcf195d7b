package dev.upshot.app.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which notes in a state directory are of an upshot that runs. */
class RunningStackTest {

    private static final Map<String, String> ADDRESSES = Map.of("bootstrap.servers", "127.0.0.1:9");
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    @Test
    void a_note_of_a_process_that_runs_is_found_and_taken_away() throws Exception {
        RunningStack note = RunningStack.ofThisProcess(ADDRESSES);
        AutoCloseable left = note.leaveIn(directory);

        assertThat(RunningStack.in(directory)).contains(note);

        left.close();
        assertThat(RunningStack.in(directory)).isEmpty();
    }

    @Test
    void a_note_of_a_killed_process_whose_id_lives_again_means_nothing() {
        new RunningStack(SELF, Optional.of(Instant.now().minus(Duration.ofDays(1))), ADDRESSES).leaveIn(directory);

        assertThat(RunningStack.in(directory)).isEmpty();
    }

    @Test
    void commands_that_look_at_the_same_moment_do_not_take_each_other_for_the_noted_process() throws Exception {
        // The killed process had this one's id, and where starts do not tell only the lock can.
        StateDirectory.lock(directory).close();
        new RunningStack(SELF, Optional.empty(), ADDRESSES).leaveIn(directory);

        Process looking = other("look");
        try {
            assertThat(RunningStack.in(directory)).isEmpty();
        } finally {
            stop(looking);
        }
    }

    @Test
    void where_starts_do_not_tell_the_holder_of_the_directory_is_the_one() throws Exception {
        Process holder = other("hold");
        try {
            RunningStack unknownStart = new RunningStack(holder.pid(), Optional.empty(), ADDRESSES);
            unknownStart.leaveIn(directory);
            assertThat(RunningStack.in(directory)).contains(unknownStart);

            RunningStack clockWasSet = new RunningStack(holder.pid(), Optional.of(Instant.EPOCH), ADDRESSES);
            clockWasSet.leaveIn(directory);
            assertThat(RunningStack.in(directory)).contains(clockWasSet);

            new RunningStack(SELF, Optional.of(Instant.EPOCH), ADDRESSES).leaveIn(directory);
            assertThat(RunningStack.in(directory))
                    .as("held, but not by the noted process")
                    .isEmpty();
        } finally {
            stop(holder);
        }
    }

    @Test
    void no_note_is_no_stack() throws IOException {
        assertThat(RunningStack.in(directory)).isEmpty();
        assertThat(Files.list(directory)).isEmpty();
    }

    private Process other(String what) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        what,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        return process;
    }

    private static void stop(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** Another process that holds a state directory, or is in the middle of a look at it, until its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[1]);
            try (Closeable file = arguments[0].equals("hold") ? holding(directory) : looking(directory)) {
                System.out.write('!');
                System.out.flush();
                System.in.readAllBytes();
            }
        }

        private static Closeable holding(Path directory) {
            return StateDirectory.lock(directory)::close;
        }

        private static Closeable looking(Path directory) throws IOException {
            FileChannel channel = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.READ);
            channel.lock(0, Long.MAX_VALUE, true);
            return channel::close;
        }
    }
}
