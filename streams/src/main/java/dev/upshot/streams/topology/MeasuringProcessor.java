package dev.upshot.streams.topology;

import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.WireFormat;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Measures the events of one partition of each event topic; a tick moves the clock of its topic. */
final class MeasuringProcessor implements Processor<byte[], byte[], String, SpecificRecord> {

    private final Measurement measurement;
    private final WireFormat wire;

    private ProcessorContext<String, SpecificRecord> context;
    private SourceRecords sources;
    private Measuring measuring;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    MeasuringProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        sources = new SourceRecords(
                measurement.topics().inputs(),
                context.getStateStore(StateStores.POSITIONS),
                arrival -> measuring.take(arrival),
                (refused, arrival) -> measuring.quarantine(refused, arrival));
        measuring = new Measuring(measurement, wire, context, sources.position());
        timePassed();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (sources.take(record, context.recordMetadata().orElseThrow())) {
            timePassed();
        }
        measuring.took(record.timestamp());
    }

    private void timePassed() {
        SourcePosition position = sources.position();
        measuring.timePassed(position.finalClock(), position.clock(Admittance.DECISIONS));
    }
}
