package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.topology.store.JourneyForm;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * The topology of one generation, whose topics are keyed by subject (for others see {@link RoutedEvents}):
 *
 * <pre>
 * decisions ─┐
 * outcomes  ─┼─ measure ─┬─ cells (topic) ── lift ── lifts (topic)
 * reviews   ─┘           ├─ ledger (topic)
 *                         └─ quarantine (topic)
 * </pre>
 */
public final class MeasurementTopology {

    static final String MEASURE = "measure";
    static final String LIFT = "lift";
    static final String CELLS = "cells-out";
    static final String LIFTS = "lifts-out";
    static final String LEDGER = "ledger-out";
    static final String QUARANTINE = "quarantine-out";

    private MeasurementTopology() {}

    /**
     * Builds the topology; starts nothing.
     *
     * @param measurement what to measure
     * @param wire serializers and deserializers of the values
     */
    public static Topology of(Measurement measurement, WireFormat wire) {
        Topics topics = measurement.topics();
        List<MeasuredPlan> plans =
                new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions()).plans();
        StringSerializer keys = new StringSerializer();
        Topology topology =
                measurement.isRouted() ? RoutedEvents.topology(measurement, wire) : keyedEvents(measurement, wire);
        topology.addStateStore(StateStores.large(StateStores.JOURNEYS, () -> new JourneyForm(plans)), MEASURE)
                .addStateStore(StateStores.hot(StateStores.CELLS), MEASURE)
                .addStateStore(StateStores.index(StateStores.EXPIRIES), MEASURE)
                .addStateStore(StateStores.hot(StateStores.RESTATEMENTS), MEASURE)
                .addStateStore(StateStores.hot(StateStores.HEALTH), MEASURE)
                .addStateStore(StateStores.hot(StateStores.POSITIONS), MEASURE)
                .addSink(CELLS, topics.cells(), keys, wire.serializer(), new UseCasePartitioner(), MEASURE)
                .addSink(LEDGER, topics.ledger(), keys, wire.serializer(), MEASURE)
                .addSink(QUARANTINE, topics.quarantine(), keys, wire.serializer(), MEASURE);
        return topology.addSource(
                        AutoOffsetReset.earliest(),
                        "cells-in",
                        new UsePartitionTimeOnInvalidTimestamp(),
                        new StringDeserializer(),
                        wire.deserializer(),
                        topics.cells())
                .addProcessor(LIFT, () -> new LiftProcessor(measurement), "cells-in")
                .addStateStore(StateStores.hot(StateStores.PARTIALS), LIFT)
                .addStateStore(StateStores.hot(StateStores.CLOSED), LIFT)
                .addStateStore(StateStores.hot(StateStores.PROGRESS), LIFT)
                .addSink(LIFTS, topics.lifts(), keys, wire.serializer(), new UseCasePartitioner(), LIFT);
    }

    /** Sources and the measuring processor, where the topics are keyed by subject. */
    private static Topology keyedEvents(Measurement measurement, WireFormat wire) {
        Topics topics = measurement.topics();
        Topology topology = new Topology();
        for (String source : topics.inputs()) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    source + "-in",
                    new UsePartitionTimeOnInvalidTimestamp(),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    source);
        }
        String[] sources =
                topics.inputs().stream().map(source -> source + "-in").toArray(String[]::new);
        return topology.addProcessor(MEASURE, () -> new MeasuringProcessor(measurement, wire), sources);
    }
}
