package dev.upshot.sink;

import dev.upshot.sink.database.ReportingDatabaseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries plans, cells, lifts and quarantined records from Kafka into the reporting database, each exactly once.
 *
 * <p>Any number of sinks may run, in one process or many: Kafka shares the partitions out among them, and the database
 * refuses the one that has lost a partition without having noticed. A sink that is killed at any point loses and doubles
 * nothing. Thread-safe; runs once.
 */
public final class Sink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);

    private final SinkLoop loop;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** A sink that does nothing until it is {@linkplain #run() run}. */
    public Sink(SinkSettings settings) {
        this(settings, Failpoint.NONE);
    }

    Sink(SinkSettings settings, Failpoint failpoint) {
        this(settings, new ReportingWriter(settings.dataSource(), failpoint));
    }

    Sink(SinkSettings settings, ReportingWriter writer) {
        this.loop = new SinkLoop(settings, writer);
    }

    /** Runs a sink in a thread of its own. */
    public static Sink start(SinkSettings settings) {
        return new Sink(settings).startThread();
    }

    /**
     * Reads and writes until closed.
     *
     * @throws ReportingDatabaseException when the database refuses for good: its schema, user or privileges are wrong
     * @throws SinkException when Kafka refuses for good
     */
    public void run() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a sink runs once");
        }
        try {
            loop.run();
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
            throw e;
        }
    }

    /** How it is doing. */
    public SinkState state() {
        return loop.state();
    }

    /** Completes when the sink has stopped: normally after {@link #close()}, with what {@link #run()} threw otherwise. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Stops after the transaction in progress and waits for the end. Idempotent. */
    @Override
    public void close() {
        loop.stop();
        if (started.compareAndSet(false, true)) {
            ended.complete(null);
        }
        try {
            ended.join();
        } catch (CompletionException alreadyTold) {
            LOG.debug("closed a sink that had failed", alreadyTold);
        }
    }

    Sink startThread() {
        Thread thread = new Thread(
                () -> {
                    try {
                        run();
                    } catch (RuntimeException e) {
                        LOG.error("the sink has stopped: {}", e.getMessage(), e);
                    }
                },
                "upshot-sink");
        thread.start();
        return this;
    }
}
