package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.routing.Mark;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Sends every event on to where its subject's others go, and to where its decision's go if that is asked; says from time
 * to time how far it is. Refuses what is no event, and judges nothing else.
 */
final class RoutingProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final Bytes POSITION = Bytes.wrap(new byte[0]);
    private static final byte[] NO_KEY = new byte[0];

    private final Measurement measurement;
    private final EventDecoder decoder;
    private final List<String> sources;

    private ProcessorContext<Object, Object> context;
    private KeyValueStore<Bytes, byte[]> positions;
    private SourcePosition position;
    private boolean unmarked = true;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutingProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.decoder = new EventDecoder(wire.deserializer());
        this.sources = measurement.topics().inputs();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        positions = context.getStateStore(StateStores.ROUTE_POSITIONS);
        position = new SourcePosition(sources, positions.get(POSITION));
        context.schedule(measurement.markEvery(), PunctuationType.WALL_CLOCK_TIME, now -> mark());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        int source = sources.indexOf(metadata.topic());
        Waybill origin = new Waybill(
                source, metadata.partition(), metadata.offset(), position.clock(source), Waybill.ANY, record.key());
        if (TickHeader.marks(record.key(), record.value(), record.headers())) {
            tick(origin, record);
        } else {
            event(origin, record);
        }
        position.advance(source, metadata.offset(), record.timestamp());
        positions.put(POSITION, position.bytes());
        unmarked = true;
    }

    private void tick(Waybill origin, Record<byte[], byte[]> record) {
        OptionalLong at = TickHeader.accepted(record.headers(), record.timestamp());
        if (at.isPresent()) {
            position.tick(origin.source(), at.getAsLong());
        } else {
            quarantine(Reason.BAD_TICK, origin, record);
        }
    }

    private void event(Waybill origin, Record<byte[], byte[]> record) {
        EventDecoder.Decoded decoded = decoder.decode(sources.get(origin.source()), record.value());
        SpecificRecord event = decoded.event();
        String subject = event == null ? null : subject(event);
        if (event == null || subject == null) {
            Reason reason = decoded.reason() == null ? Reason.INCOMPATIBLE_SCHEMA : decoded.reason();
            quarantine(reason, origin, record);
            return;
        }
        send(RoutedEvents.BY_SUBJECT, subject, origin, record);
        String decision = measurement.resolvesSubjects() ? decision(event, subject) : null;
        if (decision != null) {
            send(RoutedEvents.BY_DECISION, decision, origin, record);
        }
    }

    private static @Nullable String subject(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getSubjectId();
        }
        if (event instanceof OutcomeEvent outcome) {
            return outcome.getSubjectId();
        }
        return event instanceof ReviewEvent review ? review.getSubjectId() : null;
    }

    /** The decision that the index is to learn of, or under which it is to look for the subject. */
    private static @Nullable String decision(SpecificRecord event, String subject) {
        if (event instanceof DecisionEvent decision) {
            return decision.getDecisionId();
        }
        if (!subject.isEmpty()) {
            return null;
        }
        return event instanceof OutcomeEvent outcome ? outcome.getDecisionId() : ((ReviewEvent) event).getDecisionId();
    }

    private void send(String where, String key, Waybill origin, Record<byte[], byte[]> record) {
        Headers headers = new RecordHeaders().add(origin.header());
        context.forward(
                new Record<>(key.getBytes(StandardCharsets.UTF_8), record.value(), record.timestamp(), headers), where);
    }

    private void quarantine(Reason reason, Waybill origin, Record<byte[], byte[]> record) {
        Admission.Refused refused = Admission.Refused.atOnce(reason);
        Arrival arrival =
                new Arrival(origin, sources.get(origin.source()), record.key(), record.value(), record.timestamp());
        context.forward(
                new Record<>(
                        Quarantine.key(null, arrival),
                        Quarantine.record(measurement.generation(), refused, arrival),
                        record.timestamp()),
                RoutedEvents.ROUTE_QUARANTINE);
    }

    private void mark() {
        if (!unmarked) {
            return;
        }
        unmarked = false;
        int partition = context.taskId().partition();
        List<Mark.Place> places = new ArrayList<>();
        for (int source = 0; source < sources.size(); source++) {
            if (partition < measurement.inputPartitions().get(source)) {
                places.add(new Mark.Place(
                        source, partition, position.nextOffset(source), position.clock(source), position.seen()));
            }
        }
        Headers headers = new RecordHeaders().add(new Mark(Mark.ROUTER, places).header());
        Record<Object, Object> mark = new Record<>(NO_KEY, null, position.seen(), headers);
        context.forward(mark, RoutedEvents.BY_SUBJECT);
        if (measurement.resolvesSubjects()) {
            context.forward(mark, RoutedEvents.BY_DECISION);
        }
    }
}
