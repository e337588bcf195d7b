package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.WireFormat;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One event through intake, journey, attribution and cell; a tick moves the clock of its topic; changed rows leave by the
 * clock on the wall.
 */
final class MeasuringProcessor implements Processor<byte[], byte[], String, SpecificRecord> {

    private static final Bytes POSITION = Bytes.wrap(new byte[0]);

    // Places in Topics.inputs().
    private static final int DECISIONS = 0;
    private static final int OUTCOMES = 1;
    private static final int REVIEWS = 2;

    /** Journeys swept per record while any are due: more than one record can bring to life, so the sweep keeps up. */
    private static final int SWEPT_PER_RECORD = 4;

    /** Journeys swept per look at the clock, so that a task at rest comes to an end, too. */
    private static final int SWEPT_PER_LOOK = 500;

    private final Measurement measurement;
    private final Intake intake;
    private final EventDecoder decoder;
    private final List<String> sources;
    private final JourneyBook[] journeyBooks;
    private final PublicationPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<Bytes, byte[]> positions;
    private SourcePosition position;
    private Ledger ledger;
    private ExpiryBook expiry;
    private Publication publication;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    MeasuringProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.decoder = new EventDecoder(wire.deserializer());
        this.sources = measurement.topics().inputs();
        this.journeyBooks = new JourneyBook[intake.plans().size()];
        this.pace = new PublicationPace(measurement.emitEvery());
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<Bytes, Journey> journeys = context.getStateStore(StateStores.JOURNEYS);
        for (MeasuredPlan plan : intake.plans()) {
            journeyBooks[plan.ordinal()] = new JourneyBook(plan, journeys);
        }
        ledger = new Ledger(intake.plans(), context);
        positions = context.getStateStore(StateStores.POSITIONS);
        position = new SourcePosition(sources.size(), positions.get(POSITION));
        expiry = new ExpiryBook(context.getStateStore(StateStores.EXPIRIES), journeyBooks);
        timePassed();
        publication =
                new Publication(measurement, intake.plans(), context.taskId().partition());
        context.schedule(pace.lookEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        int source = sources.indexOf(origin.topic());
        if (TickHeader.marks(record.key(), record.value(), record.headers())) {
            tick(source, record, origin);
        } else {
            event(source, record, origin);
        }
        position.advance(source, origin.offset(), record.timestamp());
        positions.put(POSITION, position.bytes());
        expiry.sweep(SWEPT_PER_RECORD);
        pace.took();
    }

    private void tick(int source, Record<byte[], byte[]> record, RecordMetadata origin) {
        OptionalLong at = TickHeader.accepted(record.headers(), record.timestamp());
        if (at.isPresent()) {
            position.tick(source, at.getAsLong());
            timePassed();
        } else {
            quarantine(Admission.Refused.atOnce(Reason.BAD_TICK), record, origin);
        }
    }

    private void timePassed() {
        expiry.reached(position.finalClock());
        ledger.decisionsPassed(position.clock(DECISIONS));
    }

    private void event(int source, Record<byte[], byte[]> record, RecordMetadata origin) {
        EventDecoder.Decoded decoded = decoder.decode(origin.topic(), record.key(), record.value());
        for (Admission admission : admit(source, decoded, record, origin)) {
            if (admission instanceof Admission.Accepted accepted) {
                Reason reason = take(source, accepted.plan(), accepted.event(), record);
                if (reason != null) {
                    quarantine(new Admission.Refused(accepted.plan(), reason, null), record, origin);
                }
            } else if (admission instanceof Admission.Refused refused) {
                quarantine(refused, record, origin);
            }
        }
    }

    private List<Admission> admit(
            int source, EventDecoder.Decoded decoded, Record<byte[], byte[]> record, RecordMetadata origin) {
        if (decoded.reason() != null) {
            return List.of(Admission.Refused.atOnce(decoded.reason()));
        }
        SpecificRecord event = decoded.event();
        if (source == DECISIONS && event instanceof DecisionEvent decision) {
            return intake.admit(decision, record.key(), origin.partition(), record.timestamp());
        }
        if (source == OUTCOMES && event instanceof OutcomeEvent outcome) {
            return intake.admit(outcome, record.key(), origin.partition(), record.timestamp());
        }
        if (source == REVIEWS && event instanceof ReviewEvent review) {
            return intake.admit(review, record.key(), origin.partition(), record.timestamp());
        }
        return List.of(Admission.Refused.atOnce(Reason.INCOMPATIBLE_SCHEMA));
    }

    /** Takes an accepted event into its journey; returns why not, if so. */
    @SuppressWarnings("ReferenceEquality") // a journey that an event adds nothing to is the very same
    private @Nullable Reason take(int source, MeasuredPlan plan, JourneyEvent event, Record<byte[], byte[]> record) {
        JourneyBook book = journeyBooks[plan.ordinal()];
        if (book.isAfterFinal(event.at(), position.clock(source))) {
            return Reason.AFTER_FINAL;
        }
        Bytes key = book.key(record.key());
        Journey known = book.read(key);
        // As if the sweep had been here already: when it comes must not show.
        Journey before = book.prune(known, position.finalClock());
        Journey after = before.with(event);
        if (after == before) {
            ledger.duplicate(plan, record.timestamp());
            return null;
        }
        if (after.size() > Math.max(before.size(), plan.plan().limits().eventsPerJourney())) {
            return Reason.JOURNEY_FULL;
        }
        Reason reason = ledger.apply(plan, book.change(before, after, event));
        if (reason == null) {
            book.write(key, after);
            if (known.isEmpty()) {
                expiry.born(plan.ordinal(), record.key(), after);
            }
        }
        return reason;
    }

    private void quarantine(Admission.Refused refused, Record<byte[], byte[]> record, RecordMetadata origin) {
        context.forward(
                new Record<>(
                        Quarantine.key(refused.plan(), origin),
                        Quarantine.record(measurement.generation(), refused, record, origin),
                        record.timestamp()),
                MeasurementTopology.QUARANTINE);
    }

    private void look(long now) {
        expiry.sweep(SWEPT_PER_LOOK);
        if (pace.isDue(now)) {
            publication.publish(ledger, position, this::forward);
            ledger.forgetFinal(position.finalClock());
            context.commit(); // nobody sees what was published before the commit
        }
    }

    private void forward(String key, SpecificRecord value) {
        context.forward(new Record<>(key, value, position.seen()), MeasurementTopology.CELLS);
    }
}
