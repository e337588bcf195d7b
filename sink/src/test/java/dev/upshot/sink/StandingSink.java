package dev.upshot.sink;

import dev.upshot.sink.database.Patience;
import dev.upshot.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The main class of a process with a sink that stands still when it has reached a step so many times, says so, and goes
 * on when it is told a line: in between it can be killed, or frozen. See {@link SinkProcess}.
 */
final class StandingSink {
    private StandingSink() {}

    public static void main(String... args) {
        Failpoint.Step step = Failpoint.Step.valueOf(args[5]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[6]));
        SinkSettings settings = new SinkSettings(
                Stack.dataSource(args[2], "postgres"),
                new Topics(args[3]),
                Map.of(
                        "bootstrap.servers", args[0],
                        "group.id", args[4],
                        "max.poll.records", "10",
                        "session.timeout.ms", "6000",
                        "heartbeat.interval.ms", "500"),
                Map.of("schema.registry.url", args[1]));
        Failpoint standing = reached -> {
            if (reached == step && left.decrementAndGet() == 0) {
                System.out.println("reached " + step);
                awaitLine();
            }
        };
        Patience patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2));
        new Sink(settings, new ReportingWriter(settings.dataSource(), standing, patience)).run();
    }

    private static void awaitLine() {
        try {
            int read = System.in.read();
            while (read >= 0 && read != '\n') {
                read = System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
