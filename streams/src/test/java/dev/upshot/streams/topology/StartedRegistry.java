package dev.upshot.streams.topology;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.streams.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry, started once for all tests of a class, and tasks that measure with it. */
final class StartedRegistry implements BeforeAllCallback, AfterAllCallback {

    private Path directory;
    private EmbeddedRegistry registry;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before any test
    StartedRegistry() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("upshot-tasks-test");
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        registry.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** A task that measures a plan. The caller closes. */
    MeasuringTask task(Plan plan) {
        return MeasuringTask.of(plan, registry, directory);
    }
}
