package dev.upshot.app.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** A generation of plans being measured, as meters and as health. */
final class WatchedStreams implements Observation.Watched {
    private final String generation;
    private final KafkaStreams application;

    WatchedStreams(MeterRegistry registry, String generation, KafkaStreams application) {
        this.generation = generation;
        this.application = application;
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            Gauge.builder("upshot.streams.state", application, streams -> streams.state() == state ? 1 : 0)
                    .description("1 for the state Kafka Streams is in")
                    .tag("generation", generation)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(
                registry,
                "upshot.streams.lag.records",
                "Records of its input it has not read",
                streams -> sum(streams, "records-lag"));
        gauge(
                registry,
                "upshot.streams.records.rate",
                "Records it reads a second, all topics",
                streams -> sum(streams, "records-consumed-rate"));
        gauge(
                registry,
                "upshot.streams.threads",
                "Threads that measure",
                streams -> streams.metadataForLocalThreads().stream()
                        .filter(thread -> thread.threadState().equals("RUNNING"))
                        .count());
    }

    @Override
    public Health.Part health() {
        KafkaStreams.State state = application.state();
        Health.State health = switch (state) {
            case RUNNING -> Health.State.READY;
            case CREATED, REBALANCING -> Health.State.WAITING;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> Health.State.FAILED;
        };
        return new Health.Part("streams " + generation, health, state.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void refresh() {}

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<KafkaStreams> value) {
        Gauge.builder(name, application, value)
                .description(description)
                .tag("generation", generation)
                .register(registry);
    }

    /** Over the partitions of the consumers that measure; those that restore state read changelogs. */
    private static double sum(KafkaStreams application, String name) {
        return application.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .filter(metric -> metric.metricName().group().equals("consumer-fetch-manager-metrics"))
                .filter(metric -> metric.metricName().tags().containsKey("partition")
                        || (!metric.metricName().tags().containsKey("topic") && !name.equals("records-lag")))
                .filter(metric -> !String.valueOf(metric.metricName().tags().get("client-id"))
                        .contains("restore"))
                .mapToDouble(WatchedStreams::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
