package dev.upshot.bench.e2e;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one would write with the DSL: {@code decisions.leftJoin(outcomes)} over the plan's longest window, then the sums
 * per cell and KPI. It neither deduplicates nor corrects; it is the yardstick for speed, not for the result.
 */
final class DslJoin {

    private DslJoin() {}

    static Topology topology(Plan plan, Topics topics, WireFormat wire, String output) {
        Serde<String> text = Serdes.String();
        Serde<SpecificRecord> event = Serdes.serdeFrom(wire.serializer(), wire.deserializer());
        Duration window =
                plan.kpis().stream().map(Kpi::window).max(Duration::compareTo).orElseThrow();
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, SpecificRecord> consumed = Consumed.with(text, event);
        KStream<String, SpecificRecord> decisions =
                builder.stream(topics.decisions(), consumed.withName("decisions-in"));
        KStream<String, SpecificRecord> outcomes = builder.stream(topics.outcomes(), consumed.withName("outcomes-in"));
        decisions
                .leftJoin(
                        outcomes,
                        DslJoin::pair,
                        JoinWindows.ofTimeDifferenceAndGrace(window, plan.lateness()),
                        StreamJoined.with(text, event, event).withName("join").withStoreName("join"))
                .flatMap((subject, pair) -> credit(plan, pair), Named.as("credit"))
                .groupByKey(Grouped.with("cells", text, Serdes.ByteArray()))
                .aggregate(
                        () -> new byte[40],
                        (cell, value, sums) -> add(sums, ByteBuffer.wrap(value).getLong()),
                        Named.as("aggregate"),
                        Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as("aggregate")
                                .withKeySerde(text)
                                .withValueSerde(Serdes.ByteArray()))
                .toStream(Named.as("changes"))
                .to(output, Produced.with(text, Serdes.ByteArray()).withName("out"));
        return builder.build();
    }

    private record Pair(DecisionEvent decision, @Nullable OutcomeEvent outcome) {}

    private static Pair pair(SpecificRecord decision, @Nullable SpecificRecord outcome) {
        return new Pair((DecisionEvent) decision, (OutcomeEvent) outcome);
    }

    private static List<KeyValue<String, byte[]>> credit(Plan plan, Pair pair) {
        DecisionEvent decision = pair.decision();
        OutcomeEvent outcome = pair.outcome();
        List<KeyValue<String, byte[]>> credits = new ArrayList<>(1);
        if (outcome == null || !decision.getDecisionId().equals(outcome.getDecisionId())) {
            return credits;
        }
        for (Kpi kpi : plan.kpis()) {
            if (kpi.outcome().equals(outcome.getOutcome())) {
                long value = kpi instanceof DurationKpi
                        ? outcome.getOccurredAt().toEpochMilli()
                                - decision.getDecidedAt().toEpochMilli()
                        : Math.round(outcome.getValue() * 100);
                credits.add(KeyValue.pair(
                        cell(plan, kpi, decision),
                        ByteBuffer.allocate(8).putLong(value).array()));
            }
        }
        return credits;
    }

    private static String cell(Plan plan, Kpi kpi, DecisionEvent decision) {
        StringBuilder key = new StringBuilder(kpi.name())
                .append('|')
                .append(decision.getVariant())
                .append('|')
                .append(LocalDate.ofInstant(decision.getDecidedAt(), ZoneOffset.UTC));
        for (String dimension : plan.segments()) {
            key.append('|').append(decision.getSegments().get(dimension));
        }
        return key.toString();
    }

    /** n, Σy, Σy², the sums as 128-bit integers: the same arithmetic as ours. */
    private static byte[] add(byte[] sums, long y) {
        ByteBuffer in = ByteBuffer.wrap(sums.clone());
        in.putLong(0, in.getLong(0) + 1);
        add128(in, 8, y >> 63, y);
        add128(in, 24, Math.multiplyHigh(y, y), y * y);
        return in.array();
    }

    private static void add128(ByteBuffer sums, int at, long high, long low) {
        long sumLow = sums.getLong(at + 8) + low;
        sums.putLong(at + 8, sumLow);
        sums.putLong(at, sums.getLong(at) + high + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0));
    }
}
