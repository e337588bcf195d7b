package dev.upshot.streams.topology.store;

import org.apache.kafka.common.utils.Bytes;

/**
 * How the values of a {@link WriteBackStore} look as bytes. Values are immutable, or are
 * changed only between a {@code get} and the {@code put} that follows it.
 *
 * @param <V> the values
 */
public interface StoredForm<V> {

    /** The bytes of a value. */
    byte[] encode(Bytes key, V value);

    /** The value of these bytes. */
    V decode(Bytes key, byte[] stored);

    /** Values that are bytes already. What is decoded may be written to: it is a copy. */
    static StoredForm<byte[]> bytes() {
        return new StoredForm<>() {
            @Override
            public byte[] encode(Bytes key, byte[] value) {
                return value;
            }

            @Override
            public byte[] decode(Bytes key, byte[] stored) {
                return stored.clone();
            }
        };
    }
}
