package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.routing.Mark;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends every event on to where its subject's others go, and to where its decision's go if that is asked; says from time
 * to time how far it is. Refuses what is no event, and judges nothing else.
 */
final class RoutingProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final byte[] NO_KEY = new byte[0];

    private final Measurement measurement;
    private final EventDecoder decoder;
    private final List<String> topics;

    private ProcessorContext<Object, Object> context;
    private SourceRecords sources;
    private boolean unmarked = true;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutingProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.decoder = new EventDecoder(wire.deserializer());
        this.topics = measurement.topics().inputs();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        sources = new SourceRecords(
                topics, context.getStateStore(StateStores.ROUTE_POSITIONS), this::event, this::quarantine);
        context.schedule(measurement.markEvery(), PunctuationType.WALL_CLOCK_TIME, now -> mark());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        sources.take(record, context.recordMetadata().orElseThrow());
        unmarked = true;
    }

    private void event(Arrival arrival) {
        EventDecoder.Decoded decoded = decoder.decode(arrival.topic(), arrival.value());
        SpecificRecord event = decoded.event();
        String subject = event == null ? null : subject(event);
        if (event == null || subject == null) {
            Reason reason = decoded.reason() == null ? Reason.INCOMPATIBLE_SCHEMA : decoded.reason();
            quarantine(Admission.Refused.atOnce(reason), arrival);
            return;
        }
        send(RoutedEvents.BY_SUBJECT, subject, arrival);
        String decision = measurement.resolvesSubjects() ? decision(event, subject) : null;
        if (decision != null) {
            send(RoutedEvents.BY_DECISION, decision, arrival);
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

    private void send(String where, String key, Arrival arrival) {
        Headers headers = new RecordHeaders().add(arrival.origin().header());
        context.forward(
                new Record<>(key.getBytes(StandardCharsets.UTF_8), arrival.value(), arrival.observed(), headers),
                where);
    }

    private void quarantine(Admission.Refused refused, Arrival arrival) {
        context.forward(
                new Record<>(
                        Quarantine.key(null, arrival),
                        Quarantine.record(measurement.generation(), refused, arrival),
                        arrival.observed()),
                RoutedEvents.ROUTE_QUARANTINE);
    }

    private void mark() {
        if (!unmarked) {
            return;
        }
        unmarked = false;
        int partition = context.taskId().partition();
        SourcePosition position = sources.position();
        List<Mark.Place> places = new ArrayList<>();
        for (int source = 0; source < topics.size(); source++) {
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
