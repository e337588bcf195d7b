package dev.upshot.app.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/** Loads raw records into the scratch tables, whatever they hold. Not thread-safe. */
final class Loader {

    private static final int ORIGIN_COLUMNS = 8;
    private static final Decoded NULL_VALUE = Decoded.unreadable("null_value");
    /** A readable record of another type than the topic's. */
    private static final String OTHER_TYPE = "incompatible_schema";

    private final Connection connection;
    private final Decoder decoder;
    private long lastRecordId;

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
        try (CopyRows rows = new CopyRows(connection, table.name(), ORIGIN_COLUMNS + table.columns())) {
            while (records.hasNext()) {
                load(table, partitions, records.next(), rows);
            }
            rows.complete();
        }
        return lastRecordId;
    }

    private <E extends SpecificRecord> void load(
            EventTable<E> table, int partitions, ConsumerRecord<byte[], byte[]> record, CopyRows rows)
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
            rows.bytes(key).int4(Utils.toPositive(Utils.murmur2(key)) % partitions);
        }
        Decoded decoded = record.value() == null ? NULL_VALUE : decoder.decode(record.topic(), record.value());
        if (table.type().isInstance(decoded.event())) {
            table.writer().write(table.type().cast(decoded.event()), rows.nil());
        } else {
            rows.text(decoded.event() == null ? decoded.unreadable() : OTHER_TYPE)
                    .nils(table.columns());
        }
    }
}
