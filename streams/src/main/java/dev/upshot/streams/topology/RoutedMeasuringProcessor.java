package dev.upshot.streams.topology;

import dev.upshot.streams.routing.Mark;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.WireFormat;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Measures the events that were brought to this task by their subject; marks tell how far they have come. */
final class RoutedMeasuringProcessor implements Processor<byte[], byte[], String, SpecificRecord> {

    private final Measurement measurement;
    private final WireFormat wire;

    private Channels channels;
    private Measuring measuring;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutedMeasuringProcessor(Measurement measurement, WireFormat wire) {
        this.measurement = measurement;
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        channels = new Channels(measurement, context.getStateStore(StateStores.POSITIONS));
        measuring = new Measuring(measurement, wire, context, channels);
        timePassed();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Mark mark = Mark.of(record.headers());
        if (mark == null) {
            Waybill origin = Waybill.of(record.headers());
            String topic = measurement.topics().inputs().get(origin.source());
            measuring.take(new Arrival(origin, topic, record.key(), record.value(), record.timestamp()));
        } else {
            channels.take(mark);
            timePassed();
        }
        measuring.took(record.timestamp());
    }

    private void timePassed() {
        measuring.timePassed(channels.finalClock(), channels.clock(Admittance.DECISIONS));
    }
}
