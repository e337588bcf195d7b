package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.publish.TimedEvent;
import dev.upshot.streams.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Broker, registry and database, started once for all tests of a class, and pipelines over them; state in a directory of its own. */
public final class StartedServices implements BeforeAllCallback, AfterAllCallback {

    private Path directory;
    private RealServices services;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before any test
    public StartedServices() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("upshot-pipeline-test");
        services = new RealServices(directory.resolve("services"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        services.close();
        // Threads that were told to stop, and not waited for any longer, may still write.
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(this::deleted);
    }

    private boolean deleted() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return true;
    }

    RealServices services() {
        return services;
    }

    /** State for one more instance. */
    Path state(String name) {
        return directory.resolve(name);
    }

    /** A pipeline with topics and tables of this name; topics that exist keep their partitions. */
    public RunningPipeline pipeline(String name, int partitions, List<Plan> plans) {
        return new RunningPipeline(services, name, partitions, plans, state("state"));
    }

    /** What the tables hold after this history and time up to its end; they are as the recomputation says. */
    List<String> tables(String name, int partitions, List<Plan> plans, List<TimedEvent> events)
            throws InterruptedException {
        try (RunningPipeline pipeline = pipeline(name, partitions, plans)) {
            pipeline.publish(events);
            return tables(name, pipeline);
        }
    }

    /** The same of a pipeline to which everything was published. */
    List<String> tables(String name, RunningPipeline pipeline) throws InterruptedException {
        pipeline.letTimePass();
        assertThat(pipeline.verify().render()).as(name).contains("matches").contains(" 0 unaccounted");
        return pipeline.dump();
    }
}
