package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A real process with a {@link StandingSink}. */
final class SinkProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private SinkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param group the consumer group; one of its own need not wait until the group gives a killed member up
     * @param nth how often the step is reached before it stands still
     */
    static SinkProcess start(
            Stack stack, Feed feed, PGSimpleDataSource database, String group, Failpoint.Step step, int nth)
            throws IOException {
        Path log = Files.createTempFile(stack.directory(), "sink", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandingSink.class.getName(),
                        stack.bootstrapServers(),
                        stack.wire().get("schema.registry.url"),
                        database.getUrl(),
                        feed.topics.prefix(),
                        group,
                        step.name(),
                        Integer.toString(nth))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new SinkProcess(process, log);
    }

    /** Waits until it has said this. */
    SinkProcess awaitSaid(String text) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(process.isAlive()).as(this::said).isTrue();
                    return said().contains(text);
                });
        return this;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    /** Takes the processor away from it, as a paused virtual machine or a long collection of garbage would. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    /** Lets it go on from where it stands. */
    void goOn() throws IOException {
        process.getOutputStream().write("go on\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
