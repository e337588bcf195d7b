package dev.upshot.streams.topology;

import dev.upshot.streams.topology.store.NamedDecisionForm;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The part of the topology that brings events together by subject, for plans with {@code repartition: true}:
 *
 * <pre>
 * decisions ─┐          ┌─ by-subject (internal topic) ──────────────────────────────┬─ measure
 * outcomes  ─┼─ route ──┤                                                            │
 * reviews   ─┘          └─ by-decision (internal topic) ─ resolve ─ resolved (internal topic) ─┘
 * </pre>
 *
 * The lower way is built where a plan says {@code resolve_subject: true}. The internal topics are Kafka Streams'
 * repartition topics: it creates them, and deletes from them what was worked off.
 */
final class RoutedEvents {

    static final String BY_SUBJECT = "to-subject";
    static final String BY_DECISION = "to-decision";
    static final String RESOLVED = "to-resolved";
    static final String ROUTE_QUARANTINE = "quarantine-of-route";
    static final String INDEX_QUARANTINE = "quarantine-of-index";

    private static final String ROUTE = "route";
    private static final String INDEX = "resolve";

    private final Measurement measurement;
    private final WireFormat wire;

    private RoutedEvents(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.wire = wire;
    }

    /** A topology up to the measuring processor, which still lacks its stores and sinks. */
    static Topology topology(Measurement measurement, WireFormat wire) {
        return new RoutedEvents(measurement, wire).topology();
    }

    private Topology topology() {
        Topics topics = measurement.topics();
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Object, Object> routed = builder.stream(
                        topics.inputs(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withName("events-in")
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp()))
                .process(() -> new RoutingProcessor(measurement, wire), Named.as(ROUTE));
        KStream<byte[], byte[]> events = through(routed, BY_SUBJECT, "by-subject");
        if (measurement.resolvesSubjects()) {
            KStream<Object, Object> resolved = through(routed, BY_DECISION, "by-decision")
                    .process(() -> new ResolvingProcessor(measurement, wire), Named.as(INDEX));
            events = events.merge(through(resolved, RESOLVED, "resolved"), Named.as("by-either-way"));
        }
        events.process(() -> new RoutedMeasuringProcessor(measurement, wire), Named.as(MeasurementTopology.MEASURE));
        Topology topology = builder.build();
        topology.addStateStore(StateStores.hot(StateStores.ROUTE_POSITIONS), ROUTE)
                .addSink(ROUTE_QUARANTINE, topics.quarantine(), new StringSerializer(), wire.serializer(), ROUTE);
        if (measurement.resolvesSubjects()) {
            topology.addStateStore(StateStores.hot(StateStores.INDEX_POSITIONS), INDEX)
                    .addStateStore(StateStores.large(StateStores.DECISION_IDS, NamedDecisionForm::new), INDEX)
                    .addStateStore(StateStores.index(StateStores.DECISION_ID_EXPIRIES), INDEX)
                    .addSink(INDEX_QUARANTINE, topics.quarantine(), new StringSerializer(), wire.serializer(), INDEX);
        }
        return topology;
    }

    /** Through an internal topic, from the records that a processor forwards to {@code child}. */
    private KStream<byte[], byte[]> through(KStream<Object, Object> from, String child, String topic) {
        return from.process(Passage::new, Named.as(child))
                .repartition(Repartitioned.<byte[], byte[]>as(topic)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(measurement.partitions())
                        .withStreamPartitioner(new ByKey()));
    }

    /** An event goes to the partition of its key; a mark, which has no value, to all of them. */
    private static final class ByKey implements StreamPartitioner<byte[], byte[]> {

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte @Nullable [] value, int numPartitions) {
            return Optional.of(
                    value == null ? all(numPartitions) : Set.of(Utils.toPositive(Utils.murmur2(key)) % numPartitions));
        }

        private static Set<Integer> all(int partitions) {
            Set<Integer> all = new TreeSet<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(partition);
            }
            return all;
        }
    }
}
