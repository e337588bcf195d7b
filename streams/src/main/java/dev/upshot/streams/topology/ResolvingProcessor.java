package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.routing.Mark;
import dev.upshot.streams.routing.NamedDecision.Bearer;
import dev.upshot.streams.routing.NamedDecision.Seeker;
import dev.upshot.streams.routing.Reach;
import dev.upshot.streams.routing.Shipment;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.streams.topology.book.DecisionIndex;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds the subjects of events that only name a decision, and sends them on under these. What nobody's decision bears is
 * refused when the clock says that no such decision can come any more.
 */
final class ResolvingProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final Bytes REACH = Bytes.wrap(new byte[0]);
    private static final byte[] NO_KEY = new byte[0];
    private static final String SUBJECT_TO_BE_FOUND = "?";

    /** Ids swept per look; a mark waits until nothing is due, so that it never overtakes a refusal. */
    private static final int SWEPT_PER_LOOK = 2_000;

    private final Measurement measurement;
    private final Intake intake;
    private final Admittance admittance;

    private ProcessorContext<Object, Object> context;
    private KeyValueStore<Bytes, byte[]> positions;
    private Reach reach;
    private DecisionIndex index;
    private boolean unmarked = true;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    ResolvingProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.admittance = new Admittance(intake, wire);
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        positions = context.getStateStore(StateStores.INDEX_POSITIONS);
        reach = new Reach(measurement.inputPartitions(), positions.get(REACH));
        index = new DecisionIndex(
                intake.plans(),
                context.getStateStore(StateStores.DECISION_IDS),
                context.getStateStore(StateStores.DECISION_ID_EXPIRIES),
                this::send,
                this::refuse);
        context.schedule(measurement.markEvery(), PunctuationType.WALL_CLOCK_TIME, now -> look());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        unmarked = true;
        Mark mark = Mark.of(record.headers());
        if (mark != null) {
            reach.take(mark);
            positions.put(REACH, reach.bytes());
            return;
        }
        Waybill origin = Waybill.of(record.headers());
        String topic = measurement.topics().inputs().get(origin.source());
        Arrival arrival = new Arrival(origin, topic, null, record.value(), record.timestamp());
        // What cannot be decoded was refused on the way here.
        SpecificRecord event = admittance.decode(arrival, (refused, refusedArrival) -> {});
        if (event == null) {
            return;
        }
        String subject = subject(event);
        for (Admission admission : admittance.admit(event, arrival)) {
            // What no plan can use, and what a plan says of a decision, is said where they are measured.
            if (admission instanceof Admission.Accepted accepted && resolves(accepted.plan())) {
                take(accepted, subject, record.key(), new Shipment(origin, record.timestamp(), record.value()));
            } else if (admission instanceof Admission.Refused refused
                    && refused.plan() != null
                    && resolves(refused.plan())
                    && !(event instanceof DecisionEvent)) {
                quarantine(refused, arrival);
            }
        }
    }

    private static boolean resolves(MeasuredPlan plan) {
        return plan.plan().routing().resolvesSubjects();
    }

    /** The subject of a decision. Other events come here for having none: they are judged as if it were known. */
    private static String subject(SpecificRecord event) {
        if (event instanceof OutcomeEvent outcome) {
            outcome.setSubjectId(SUBJECT_TO_BE_FOUND);
        } else if (event instanceof ReviewEvent review) {
            review.setSubjectId(SUBJECT_TO_BE_FOUND);
        }
        return event instanceof DecisionEvent decision ? decision.getSubjectId() : SUBJECT_TO_BE_FOUND;
    }

    private void take(Admission.Accepted accepted, String subject, byte[] id, Shipment shipment) {
        MeasuredPlan plan = accepted.plan();
        boolean isDecision = accepted.event() instanceof Decision;
        if (index.isAfterFinal(plan, accepted.event().at(), shipment.waybill().clock())) {
            if (!isDecision) {
                refuse(plan, Reason.AFTER_FINAL, shipment);
            }
        } else if (isDecision) {
            index.take(plan, id, new Bearer(subject, accepted.event().at()), shipment);
        } else {
            index.take(plan, id, new Seeker(accepted.event().at(), shipment));
        }
    }

    private void send(MeasuredPlan plan, String subject, Shipment shipment) {
        Headers headers = new RecordHeaders()
                .add(shipment.waybill().forPlan(plan.ordinal()).header());
        context.forward(
                new Record<>(subject.getBytes(StandardCharsets.UTF_8), shipment.value(), shipment.observed(), headers),
                RoutedEvents.RESOLVED);
    }

    private void refuse(MeasuredPlan plan, Reason reason, Shipment shipment) {
        Waybill origin = shipment.waybill();
        String topic = measurement.topics().inputs().get(origin.source());
        quarantine(
                new Admission.Refused(plan, reason, null),
                new Arrival(origin, topic, null, shipment.value(), shipment.observed()));
    }

    private void quarantine(Admission.Refused refused, Arrival arrival) {
        context.forward(
                new Record<>(
                        Quarantine.key(refused.plan(), arrival),
                        Quarantine.record(measurement.generation(), refused, arrival),
                        arrival.observed()),
                RoutedEvents.INDEX_QUARANTINE);
    }

    private void look() {
        if (!index.sweep(reach.finalClock(), SWEPT_PER_LOOK) || !unmarked) {
            return;
        }
        unmarked = false;
        List<Mark.Place> places = reach.places();
        Headers headers = new RecordHeaders().add(new Mark(context.taskId().partition(), places).header());
        context.forward(new Record<>(NO_KEY, null, reach.seen(), headers), RoutedEvents.RESOLVED);
    }
}
