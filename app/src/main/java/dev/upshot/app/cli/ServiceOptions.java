package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a long-running command measures, and with how many threads. */
final class ServiceOptions implements Flags {
    private final Map<Key, String> flags = new EnumMap<>(Key.class);

    @Option(
            names = "--plans",
            paramLabel = "PATH,...",
            order = 1,
            description = "Measurement plans to publish: YAML files or directories. Published plans stay.")
    void plans(String value) {
        flags.put(Key.PLANS, value);
    }

    @Option(
            names = "--stream-threads",
            paramLabel = "N",
            order = 2,
            description = "Threads that measure, per generation of plans (default: 2).")
    void streamThreads(String value) {
        flags.put(Key.STREAM_THREADS, value);
    }

    @Override
    public Map<Key, String> flags() {
        return flags;
    }
}
