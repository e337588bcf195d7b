package dev.upshot.sink;

import dev.upshot.wire.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A process with a sink that dies as by {@code kill -9} when it has reached a step so many times. */
final class FallingSink {
    /** How such a process ends. */
    static final int KILLED = 137;

    private FallingSink() {}

    public static void main(String... args) {
        Failpoint.Step step = Failpoint.Step.valueOf(args[5]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[6]));
        SinkSettings settings = new SinkSettings(
                Stack.dataSource(args[2], "postgres"),
                new Topics(args[3]),
                // A group of its own: the group of the one before still waits for its heartbeat.
                Map.of("bootstrap.servers", args[0], "group.id", args[4], "max.poll.records", "10"),
                Map.of("schema.registry.url", args[1]));
        new Sink(settings, reached -> {
                    if (reached == step && left.decrementAndGet() == 0) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                })
                .run();
    }
}
