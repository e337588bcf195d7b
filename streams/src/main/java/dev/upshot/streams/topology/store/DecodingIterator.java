package dev.upshot.streams.topology.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The entries of a store of bytes, as values. */
final class DecodingIterator<V> implements KeyValueIterator<Bytes, V> {

    private final KeyValueIterator<Bytes, byte[]> stored;
    private final StoredForm<V> form;

    DecodingIterator(KeyValueIterator<Bytes, byte[]> stored, StoredForm<V> form) {
        this.stored = stored;
        this.form = form;
    }

    @Override
    public boolean hasNext() {
        return stored.hasNext();
    }

    @Override
    public KeyValue<Bytes, V> next() {
        KeyValue<Bytes, byte[]> next = stored.next();
        return KeyValue.pair(next.key, form.decode(next.key, next.value));
    }

    @Override
    public Bytes peekNextKey() {
        return stored.peekNextKey();
    }

    @Override
    public void close() {
        stored.close();
    }
}
