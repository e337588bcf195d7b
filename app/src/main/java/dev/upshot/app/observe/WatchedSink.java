package dev.upshot.app.observe;

import dev.upshot.sink.SinkState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The sink's state as meters and as health. */
final class WatchedSink implements Observation.Watched {
    private final MeterRegistry registry;
    private final Supplier<SinkState> sink;
    private final InstantSource clock;
    private final Set<String> reasons = new HashSet<>();
    private final Set<String> generations = new HashSet<>();

    WatchedSink(MeterRegistry registry, Supplier<SinkState> sink, InstantSource clock) {
        this.registry = registry;
        this.sink = sink;
        this.clock = clock;
        for (SinkState.Status status : SinkState.Status.values()) {
            Gauge.builder("upshot.sink.status", sink, told -> told.get().status() == status ? 1 : 0)
                    .description("1 for what the sink is doing")
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge("upshot.sink.partitions", "Partitions it owns", SinkState::partitions);
        gauge("upshot.sink.lag.records", "Committed records it has not written", WatchedSink::lag);
        gauge("upshot.sink.lag.seconds", "Age of what was written last where something waits", this::lagSeconds);
        gauge("upshot.sink.batch.records", "Records in its last transaction", WatchedSink::lastBatch);
        counter(
                "upshot.sink.records",
                "Records written",
                state -> state.totals().records());
        counter(
                "upshot.sink.records.refused",
                "Records it could not write, in quarantine",
                state -> state.totals().refused());
        counter(
                "upshot.sink.retries",
                "Waits before another try",
                state -> state.totals().retries());
        counter(
                "upshot.sink.takeovers",
                "Times another writer had its partitions",
                state -> state.totals().takeovers());
        FunctionTimer.builder(
                        "upshot.sink.batch",
                        sink,
                        told -> told.get().totals().transactions(),
                        told -> told.get().totals().writing().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Time of a transaction, from decoding to the commit")
                .register(registry);
    }

    @Override
    public Health.Part health() {
        SinkState state = sink.get();
        Health.State health = switch (state.status()) {
            case RUNNING -> Health.State.READY;
            case STARTING, WAITING -> Health.State.WAITING;
            case STOPPED, FAILED -> Health.State.FAILED;
        };
        String problem = state.problem();
        return new Health.Part(
                "sink", health, problem == null ? state.status().name().toLowerCase(Locale.ROOT) : problem);
    }

    @Override
    public synchronized void refresh() {
        SinkState.Totals totals = sink.get().totals();
        totals.quarantined().keySet().stream()
                .filter(reasons::add)
                .forEach(reason -> FunctionCounter.builder(
                                "upshot.sink.quarantined",
                                sink,
                                told -> told.get().totals().quarantined().getOrDefault(reason, 0L))
                        .description("Records written to quarantine")
                        .tag("reason", reason)
                        .register(registry));
        totals.completeTo().keySet().stream()
                .filter(generations::add)
                .forEach(generation -> Gauge.builder(
                                "upshot.sink.watermark.age",
                                sink,
                                told -> seconds(told.get().totals().completeTo().get(generation)))
                        .description("How far the lifts of a generation are behind this clock")
                        .baseUnit("seconds")
                        .tag("generation", generation)
                        .register(registry));
    }

    private static double lag(SinkState state) {
        return state.lag().isPresent() ? state.lag().getAsLong() : Double.NaN;
    }

    private double lagSeconds(SinkState state) {
        return state.lag().isPresent() && state.lag().getAsLong() == 0 ? 0 : seconds(state.behind());
    }

    private static double lastBatch(SinkState state) {
        SinkState.Written last = state.lastBatch();
        return last == null ? Double.NaN : last.records();
    }

    private double seconds(@Nullable Instant then) {
        return then == null
                ? Double.NaN
                : Math.max(0, Duration.between(then, clock.instant()).toMillis() / 1e3);
    }

    private void gauge(String name, String description, ToDoubleFunction<SinkState> value) {
        Gauge.builder(name, sink, told -> value.applyAsDouble(told.get()))
                .description(description)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<SinkState> value) {
        FunctionCounter.builder(name, sink, told -> value.applyAsDouble(told.get()))
                .description(description)
                .register(registry);
    }
}
