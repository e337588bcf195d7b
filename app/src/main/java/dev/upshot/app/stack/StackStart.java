package dev.upshot.app.stack;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.config.Setting;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes the services ready, all at the same time, and tells of each when it is. */
final class StackStart {
    /** The settings that an embedded service fills in. */
    static final List<Key> ADDRESSES = List.of(Key.BOOTSTRAP_SERVERS, Key.REGISTRY_URL, Key.JDBC_URL, Key.JDBC_USER);

    private final Configuration configuration;
    private final Terminal terminal;
    private final Services services;

    StackStart(Configuration configuration, Terminal terminal, Lifetime lifetime) {
        this.configuration = configuration;
        this.terminal = terminal;
        this.services = new Services(lifetime);
    }

    Stack of(Set<Part> parts) {
        List<CompletableFuture<Map<Key, String>>> starts = new ArrayList<>();
        for (Part part : new TreeSet<>(parts)) {
            CompletableFuture<Map<Key, String>> start = new CompletableFuture<>();
            starts.add(start);
            Thread thread = new Thread(() -> run(part, start), "upshot-start-" + part.word());
            thread.setDaemon(true);
            thread.start();
        }
        Configuration filled = configuration;
        for (CompletableFuture<Map<Key, String>> start : starts) {
            for (Map.Entry<Key, String> address : join(start).entrySet()) {
                filled = filled.with(address.getKey(), address.getValue(), Setting.EMBEDDED);
            }
        }
        return Stack.at(filled);
    }

    private void run(Part part, CompletableFuture<Map<Key, String>> start) {
        try {
            start.complete(makeReady(part));
        } catch (RuntimeException | Error e) {
            start.completeExceptionally(e);
        }
    }

    private Map<Key, String> makeReady(Part part) {
        long startedAt = System.nanoTime();
        boolean given = configuration.setting(part.address()).isPresent();
        Map<Key, String> addresses = Map.of();
        if (given) {
            Services.require(part, configuration);
        } else {
            addresses = services.start(part, configuration.stateDirectory());
        }
        String address = given ? configuration.required(part.address()) : addresses.getOrDefault(part.address(), "");
        terminal.ok(String.format(
                Locale.ROOT,
                "%-9s %-52s %s",
                part.word(),
                Secrets.inAddress(address) + (given ? "" : " (embedded)"),
                terminal.dim(Numbers.seconds(System.nanoTime() - startedAt))));
        return addresses;
    }

    private static Map<Key, String> join(CompletableFuture<Map<Key, String>> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
