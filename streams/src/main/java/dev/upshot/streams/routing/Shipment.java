package dev.upshot.streams.routing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An event on its way, unopened.
 *
 * @param waybill where it came from
 * @param observed its timestamp, milliseconds since the epoch
 * @param value its bytes
 */
public record Shipment(Waybill waybill, long observed, byte[] value) {

    /** Whether both are the same record of the log. */
    boolean isSameRecord(Shipment other) {
        return waybill.source() == other.waybill.source()
                && waybill.partition() == other.waybill.partition()
                && waybill.offset() == other.waybill.offset();
    }

    /** Length of the waybill (4), waybill, timestamp (8), value. */
    byte[] bytes() {
        byte[] bill = waybill.bytes();
        return ByteBuffer.allocate(12 + bill.length + value.length)
                .putInt(bill.length)
                .put(bill)
                .putLong(observed)
                .put(value)
                .array();
    }

    static Shipment of(byte[] bytes) {
        int bill = ByteBuffer.wrap(bytes).getInt();
        long observed = ByteBuffer.wrap(bytes).getLong(4 + bill);
        return new Shipment(
                Waybill.of(Arrays.copyOfRange(bytes, 4, 4 + bill)),
                observed,
                Arrays.copyOfRange(bytes, 12 + bill, bytes.length));
    }
}
