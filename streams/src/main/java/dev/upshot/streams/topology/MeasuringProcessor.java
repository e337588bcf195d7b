package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Stage;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One event through intake, journey, attribution and cell; changed cells leave by the clock.
 */
final class MeasuringProcessor implements Processor<byte[], byte[], String, SpecificRecord> {

    private static final Bytes POSITION = Bytes.wrap(new byte[0]);

    private final Measurement measurement;
    private final Intake intake;
    private final EventDecoder decoder;
    private final List<String> inputs;
    private final JourneyBook[] journeyBooks;
    private final PublicationPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<Bytes, byte[]> positions;
    private SourcePosition position;
    private CellBook cells;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    MeasuringProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.decoder = new EventDecoder(wire.deserializer());
        this.inputs = measurement.topics().inputs();
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
        cells = new CellBook(context.getStateStore(StateStores.CELLS));
        positions = context.getStateStore(StateStores.POSITIONS);
        position = new SourcePosition(inputs.size(), positions.get(POSITION));
        context.schedule(pace.lookEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        EventDecoder.Decoded decoded = decoder.decode(origin.topic(), record.key(), record.value());
        for (Admission admission : admit(decoded, record, origin)) {
            if (admission instanceof Admission.Accepted accepted) {
                take(accepted.plan(), accepted.event(), record, origin);
            } else if (admission instanceof Admission.Refused refused) {
                quarantine(refused, record, origin);
            }
        }
        position.advance(inputs.indexOf(origin.topic()), origin.offset(), record.timestamp());
        positions.put(POSITION, position.bytes());
        pace.took();
    }

    private List<Admission> admit(EventDecoder.Decoded decoded, Record<byte[], byte[]> record, RecordMetadata origin) {
        if (decoded.reason() != null) {
            return List.of(Admission.Refused.atOnce(decoded.reason()));
        }
        SpecificRecord event = decoded.event();
        int topic = inputs.indexOf(origin.topic());
        if (topic == 0 && event instanceof DecisionEvent decision) {
            return intake.admit(decision, record.key(), origin.partition(), record.timestamp());
        }
        if (topic == 1 && event instanceof OutcomeEvent outcome) {
            return intake.admit(outcome, record.key(), origin.partition(), record.timestamp());
        }
        if (topic == 2 && event instanceof ReviewEvent review) {
            return intake.admit(review, record.key(), origin.partition(), record.timestamp());
        }
        return List.of(Admission.Refused.atOnce(Reason.INCOMPATIBLE_SCHEMA));
    }

    @SuppressWarnings("ReferenceEquality") // a journey that an event adds nothing to is the very same
    private void take(MeasuredPlan plan, JourneyEvent event, Record<byte[], byte[]> record, RecordMetadata origin) {
        JourneyBook book = journeyBooks[plan.ordinal()];
        Bytes key = book.key(record.key());
        Journey before = book.read(key);
        Journey after = before.with(event);
        if (after == before) {
            return;
        }
        if (after.size() > Math.max(before.size(), plan.plan().limits().eventsPerJourney())) {
            quarantine(new Admission.Refused(plan, Reason.JOURNEY_FULL, null), record, origin);
            return;
        }
        book.write(key, after);
        cells.apply(plan, book.credit(before), book.credit(after));
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
        if (pace.isDue(now)) {
            publish();
            context.commit(); // nobody sees what was published before the commit
        }
    }

    /** Publishes what changed, then how far that goes, in this order and to the same partitions. */
    private void publish() {
        int partition = context.taskId().partition();
        cells.drainChanged((key, moments) -> {
            MeasuredPlan plan = intake.plans().get(key.plan());
            CellPartial cell = PublishedCells.record(
                    measurement.generation(), plan, partition, key, Objects.requireNonNull(moments));
            forward(RowKey.of(cell), cell);
        });
        List<Position> reached = new ArrayList<>(inputs.size());
        for (int topic = 0; topic < inputs.size(); topic++) {
            reached.add(new Position(inputs.get(topic), position.nextOffset(topic)));
        }
        for (int through = 0; through < measurement.partitions(); through++) {
            Progress progress = new Progress(
                    measurement.generation(),
                    Stage.CELLS,
                    partition,
                    through,
                    Instant.ofEpochMilli(position.clock()),
                    reached);
            forward(RowKey.of(progress), progress);
        }
    }

    private void forward(String key, SpecificRecord value) {
        context.forward(new Record<>(key, value, position.clock()), MeasurementTopology.CELLS);
    }
}
