package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.WireFormat;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** Measures the events of one partition of each event topic; a tick moves the clock of its topic. */
final class MeasuringProcessor implements Processor<byte[], byte[], String, SpecificRecord> {

    private static final Bytes POSITION = Bytes.wrap(new byte[0]);

    private final Measurement measurement;
    private final WireFormat wire;
    private final List<String> sources;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<Bytes, byte[]> positions;
    private SourcePosition position;
    private Measuring measuring;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    MeasuringProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.wire = wire;
        this.sources = measurement.topics().inputs();
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        positions = context.getStateStore(StateStores.POSITIONS);
        position = new SourcePosition(sources, positions.get(POSITION));
        measuring = new Measuring(measurement, wire, context, position);
        timePassed();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        int source = sources.indexOf(metadata.topic());
        Waybill origin = new Waybill(
                source, metadata.partition(), metadata.offset(), position.clock(source), Waybill.ANY, record.key());
        Arrival arrival = new Arrival(origin, metadata.topic(), record.key(), record.value(), record.timestamp());
        if (TickHeader.marks(record.key(), record.value(), record.headers())) {
            tick(record, arrival);
        } else {
            measuring.take(arrival);
        }
        position.advance(source, metadata.offset(), record.timestamp());
        positions.put(POSITION, position.bytes());
        measuring.took(record.timestamp());
    }

    private void tick(Record<byte[], byte[]> record, Arrival arrival) {
        OptionalLong at = TickHeader.accepted(record.headers(), record.timestamp());
        if (at.isPresent()) {
            position.tick(arrival.origin().source(), at.getAsLong());
            timePassed();
        } else {
            measuring.quarantine(Admission.Refused.atOnce(Reason.BAD_TICK), arrival);
        }
    }

    private void timePassed() {
        measuring.timePassed(position.finalClock(), position.clock(Admittance.DECISIONS));
    }
}
