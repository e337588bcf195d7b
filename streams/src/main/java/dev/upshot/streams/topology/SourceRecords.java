package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.wire.TickHeader;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The records of a task's partitions of the event topics as they lie there: tells events from ticks, and each event by the clock of its topic
 * before it. A tick moves that clock. How far the task has come is kept in a store, under one key.
 */
final class SourceRecords {

    private static final Bytes POSITION = Bytes.wrap(new byte[0]);

    private final List<String> topics;
    private final KeyValueStore<Bytes, byte[]> positions;
    private final SourcePosition position;
    private final Consumer<Arrival> events;
    private final BiConsumer<Admission.Refused, Arrival> refusals;

    /**
     * Goes on where the store says.
     *
     * @param topics the event topics
     * @param events hears of each event
     * @param refusals hears of each tick that cannot be one
     */
    SourceRecords(
            List<String> topics,
            KeyValueStore<Bytes, byte[]> positions,
            Consumer<Arrival> events,
            BiConsumer<Admission.Refused, Arrival> refusals) {
        this.topics = topics;
        this.positions = positions;
        this.position = new SourcePosition(topics, positions.get(POSITION));
        this.events = events;
        this.refusals = refusals;
    }

    /** How far the task has come; the same object while that changes. */
    SourcePosition position() {
        return position;
    }

    /** Takes a record; returns whether it has moved a clock. */
    boolean take(Record<byte[], byte[]> record, RecordMetadata metadata) {
        int source = topics.indexOf(metadata.topic());
        Waybill origin = new Waybill(
                source, metadata.partition(), metadata.offset(), position.clock(source), Waybill.ANY, record.key());
        Arrival arrival = new Arrival(origin, metadata.topic(), record.key(), record.value(), record.timestamp());
        boolean isTick = TickHeader.marks(record.key(), record.value(), record.headers());
        OptionalLong at = isTick ? TickHeader.accepted(record.headers(), record.timestamp()) : OptionalLong.empty();
        if (at.isPresent()) {
            position.tick(source, at.getAsLong());
        } else if (isTick) {
            refusals.accept(Admission.Refused.atOnce(Reason.BAD_TICK), arrival);
        } else {
            events.accept(arrival);
        }
        position.advance(source, metadata.offset(), record.timestamp());
        positions.put(POSITION, position.bytes());
        return at.isPresent();
    }
}
