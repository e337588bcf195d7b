package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration and the local state are. */
final class StateOptions {
    private final Map<Key, String> flags = new EnumMap<>(Key.class);
    private @Nullable Path config;

    @Option(names = "--config", paramLabel = "FILE", order = 70, description = "Properties file with settings.")
    void config(Path file) {
        config = file;
    }

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            order = 71,
            description = "Local state, embedded services, logs (default: .upshot).")
    void stateDirectory(String value) {
        flags.put(Key.STATE_DIR, value);
    }

    /** All settings: these flags and the command's others, then the environment, the file, the defaults. */
    Configuration configuration(Map<String, String> environment, Flags... others) {
        Map<Key, String> all = new EnumMap<>(flags);
        for (Flags other : others) {
            all.putAll(other.flags());
        }
        return Configuration.of(all, environment, config);
    }
}
