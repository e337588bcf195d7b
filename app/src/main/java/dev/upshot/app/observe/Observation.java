package dev.upshot.app.observe;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Listen;
import dev.upshot.sink.SinkState;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Watches the parts of a command and tells of them at {@code /metrics}, {@code /health/live} and {@code /health/ready},
 * if the configuration says where to listen; otherwise it does nothing. {@code docs/operations.md} names every metric.
 * Thread-safe.
 */
public final class Observation implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final @Nullable HealthServer server;

    /** A part that is looked at when somebody asks. */
    interface Watched {
        Health.Part health();

        /** Registers what has turned up since the last look: reasons, generations. */
        void refresh();
    }

    private Observation(@Nullable String listen) {
        if (listen == null) {
            server = null;
            return;
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        try {
            server = HealthServer.start(Listen.address(listen), this::metrics, this::health);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "cannot listen on " + listen + " (" + e.getMessage() + "): give " + Key.OBSERVE_LISTEN.text()
                            + " a free port of this machine",
                    e);
        }
    }

    /** Tells nobody. */
    public static Observation none() {
        return new Observation(null);
    }

    /**
     * Begins to listen, if an address is given.
     *
     * @throws CommandFailure if it cannot be listened on
     */
    public static Observation begin(Configuration configuration) {
        return new Observation(configuration.text(Key.OBSERVE_LISTEN).orElse(null));
    }

    /** Watches the sink, whose state is asked for anew each time. */
    public void watch(Supplier<SinkState> sink) {
        watched.add(new WatchedSink(registry, sink, InstantSource.system()));
    }

    /** Watches a generation of plans being measured. */
    public void watch(String generation, KafkaStreams application) {
        watched.add(new WatchedStreams(registry, generation, application));
    }

    /** Where it listens; -1: nowhere. */
    public int port() {
        return server == null ? -1 : server.port();
    }

    private Health health() {
        return new Health(watched.stream().map(Watched::health).toList());
    }

    private String metrics() {
        watched.forEach(Watched::refresh);
        return registry.scrape();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        registry.close();
    }
}
