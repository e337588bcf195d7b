package dev.upshot.app.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.cli.Upshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@code upshot} that runs as a process of its own, on the class path of the test. */
public final class UpshotProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Path out;
    private final Path err;

    private UpshotProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; what it writes goes to files in the directory. */
    public static UpshotProcess start(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Upshot.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("UPSHOT_"));
            return new UpshotProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command on a state directory; what it writes goes to files in the other. */
    static UpshotProcess startOn(Path state, Path directory, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--state-dir", state.toString()));
        all.addAll(List.of(arguments));
        return start(directory, all.toArray(String[]::new));
    }

    /** Waits until it has said this on standard error. */
    public UpshotProcess awaitSaid(String text) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(process.isAlive() || err().contains(text)).as(this::err).isTrue();
            return err().contains(text);
        });
        return this;
    }

    /** Waits for its end and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(this::err)
                .isTrue();
        return process.exitValue();
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -15}. */
    public void terminate() {
        process.destroy();
    }

    /** What it has written to standard output. */
    public String out() {
        return read(out);
    }

    /** What it has written to standard error. */
    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, if it has not ended, and waits: what it holds and writes is the next one's, or is deleted. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
