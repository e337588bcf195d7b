package dev.upshot.app.verify;

import dev.upshot.wire.TickHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** Loads raw records into the scratch tables, whatever they hold. Not thread-safe. */
final class Loader {

    private static final int ORIGIN_COLUMNS = 10;
    private static final Decoded NULL_VALUE = Decoded.unreadable("null_value");
    /** A readable record of another type than the topic's. */
    private static final String OTHER_TYPE = "incompatible_schema";

    private final Connection connection;
    private final Decoder decoder;
    private long lastRecordId;
    private long ticks;

    Loader(Connection connection, Decoder decoder) {
        this.connection = connection;
        this.decoder = decoder;
    }

    /**
     * @param partitions how many partitions the records' topic has
     * @return how many records have been loaded by this loader so far
     */
    <E extends SpecificRecord> long load(
            EventTable<E> table, int partitions, Iterator<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "event_topic", 2)) {
            rows.row().text(table.name()).int4(partitions);
            rows.complete();
        }
        int[] ticksBefore = new int[partitions];
        try (CopyRows rows = new CopyRows(connection, table.name(), ORIGIN_COLUMNS + table.columns())) {
            while (records.hasNext()) {
                load(table, ticksBefore, records.next(), rows);
            }
            rows.complete();
        }
        return lastRecordId;
    }

    /** How many of the records that have been loaded are no ticks. */
    long events() {
        return lastRecordId - ticks;
    }

    private <E extends SpecificRecord> void load(
            EventTable<E> table, int[] ticksBefore, ConsumerRecord<byte[], byte[]> record, CopyRows rows)
            throws SQLException {
        rows.row()
                .int8(++lastRecordId)
                .text(record.topic())
                .int4(record.partition())
                .int8(record.offset())
                .int8(record.timestamp());
        byte[] key = record.key();
        if (key == null) {
            rows.nil().nil();
        } else {
            rows.bytes(key).int4(Utils.toPositive(Utils.murmur2(key)) % ticksBefore.length);
        }
        rows.int4(ticksBefore[record.partition()]);
        if (TickHeader.marks(key, record.value(), record.headers())) {
            ticksBefore[record.partition()]++;
            ticks++;
            rows.bytes(bytes(record.headers().lastHeader(TickHeader.NAME)));
        } else {
            rows.nil();
        }
        Decoded decoded = record.value() == null ? NULL_VALUE : decoder.decode(record.topic(), record.value());
        if (table.type().isInstance(decoded.event())) {
            table.writer().write(table.type().cast(decoded.event()), rows.nil());
        } else {
            rows.text(decoded.event() == null ? decoded.unreadable() : OTHER_TYPE)
                    .nils(table.columns());
        }
    }

    private static byte[] bytes(Header header) {
        return header.value() == null ? new byte[0] : header.value();
    }
}
