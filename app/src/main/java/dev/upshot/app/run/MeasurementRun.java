package dev.upshot.app.run;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.Measurement;
import dev.upshot.streams.topology.MeasurementTopology;
import dev.upshot.streams.topology.StreamsSettings;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures every generation of plans, each in a Kafka Streams application of its own. */
public final class MeasurementRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeasurementRun.class);
    private static final Duration EMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 1_000;

    private final Map<String, KafkaStreams> applications = new LinkedHashMap<>();
    private final CountDownLatch running;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private MeasurementRun(int generations) {
        this.running = new CountDownLatch(generations);
    }

    /**
     * Starts measuring.
     *
     * @param generations the plans, by generation
     * @param partitions of the topics
     * @throws CommandFailure if the settings are not right, or the topics cannot be used for one of the plans
     */
    public static MeasurementRun start(
            Map<String, List<Plan>> generations, Target target, TopicPartitions partitions, StreamsOptions options) {
        generations.values().forEach(partitions::require);
        MeasurementRun run = new MeasurementRun(generations.size());
        try {
            generations.forEach((generation, plans) -> {
                List<Plan> elsewhere = generations.values().stream()
                        .filter(others -> others != plans)
                        .flatMap(List::stream)
                        .toList();
                run.start(
                        new Measurement(
                                generation,
                                plans,
                                elsewhere,
                                target.topics(),
                                partitions.measuring(),
                                partitions.ofInputs(),
                                EMIT_EVERY),
                        target,
                        options);
            });
            return run;
        } catch (KafkaException e) {
            run.close();
            throw CommandFailure.usage(
                    "cannot start measuring: " + Trouble.root(e)
                            + "; check the kafka.* and streams.* settings and the state directory",
                    e);
        }
    }

    private void start(Measurement measurement, Target target, StreamsOptions options) {
        KafkaStreams application = new KafkaStreams(
                MeasurementTopology.of(measurement, WireFormat.of(target.ownWire())),
                StreamsSettings.of(
                        measurement,
                        target.bootstrapServers(),
                        options.stateDirectory(),
                        options.threads(),
                        options.overrides()));
        applications.put(measurement.generation(), application);
        application.setUncaughtExceptionHandler(this::answer);
        application.setStateListener((now, before) -> {
            LOG.info("measuring changed its state. generation={} state={}", measurement.generation(), now);
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        application.start();
    }

    /** Waits until every generation has its partitions, at most so long; returns whether it came to that. */
    public boolean awaitRunning(Duration patience) throws InterruptedException {
        return running.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The applications, by generation. */
    Map<String, KafkaStreams> applications() {
        return applications;
    }

    /** Completes, exceptionally, if measuring had to stop by itself. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /** Stops after the commit under way; what is not committed is measured again at the next start. */
    @Override
    public void close() {
        closing.countDown();
        applications.values().forEach(application -> application.close(Duration.ZERO));
        applications.values().forEach(application -> application.close(STOP_WITHIN));
    }

    /** What becomes of a thread that has died: trouble that passes gets a new thread after a moment. */
    private StreamThreadExceptionResponse answer(Throwable trouble) {
        LOG.info("a stream thread died", trouble);
        if (!Trouble.passes(trouble)) {
            failure.completeExceptionally(trouble);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("measuring was interrupted ({}), trying again", Trouble.root(trouble));
        try {
            // Not at once: the cause is often still there.
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
