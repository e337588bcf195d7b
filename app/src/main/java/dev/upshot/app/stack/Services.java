package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Setting;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.embedded.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Starts one embedded service, or makes sure that a given one answers. */
final class Services {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private final Lifetime lifetime;

    Services(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    /** Whether this service was ever embedded in a state directory. */
    static boolean wasStarted(Part part, Path stateDirectory) {
        return StateDirectory.wasHeld(home(part, stateDirectory));
    }

    /** Starts a service in a directory of its own; returns the settings that say where it is. */
    Map<Key, String> start(Part part, Path stateDirectory) {
        Path home = home(part, stateDirectory);
        return switch (part) {
            case BROKER -> {
                EmbeddedBroker broker = lifetime.owns(EmbeddedBroker.start(home));
                yield Map.of(Key.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            }
            case REGISTRY -> {
                EmbeddedRegistry registry = lifetime.owns(EmbeddedRegistry.start(home));
                yield Map.of(Key.REGISTRY_URL, registry.url().toString());
            }
            case DATABASE -> {
                EmbeddedPostgres postgres = lifetime.owns(EmbeddedPostgres.start(home));
                yield Map.of(Key.JDBC_URL, postgres.jdbcUrl("upshot"), Key.JDBC_USER, postgres.user());
            }
        };
    }

    private static Path home(Part part, Path stateDirectory) {
        return stateDirectory.resolve(
                switch (part) {
                    case BROKER -> "broker";
                    case REGISTRY -> "registry";
                    case DATABASE -> "postgres";
                });
    }

    /** @throws CommandFailure if a given service does not answer */
    static void require(Part part, Configuration configuration) {
        Setting address = configuration
                .setting(part.address())
                .orElseThrow(() -> new IllegalStateException(part + " has no address"));
        switch (part) {
            case BROKER -> Reachability.requireBroker(address);
            case REGISTRY -> Reachability.requireRegistry(address);
            case DATABASE -> Reachability.requireDatabase(Database.of(configuration, FIRST_ANSWER), address);
        }
    }
}
