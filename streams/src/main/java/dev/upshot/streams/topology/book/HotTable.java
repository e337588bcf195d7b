package dev.upshot.streams.topology.book;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store whose rows are published by the clock, and which of them changed since the last time. */
final class HotTable {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Set<Bytes> changed = new HashSet<>();

    /** Opens the table; every row counts as changed, because what was published before a restart is not known. */
    HotTable(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                changed.add(all.next().key);
            }
        }
    }

    byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    /** Replaces a row, null where there is none, by what the change makes of it; it may write to the array it is given. */
    void update(Bytes key, UnaryOperator<byte @Nullable []> change) {
        store.put(key, change.apply(store.get(key)));
        changed.add(key);
    }

    /** Takes out the rows with these keys. They must have been handed out since they changed. */
    void forget(Predicate<byte[]> keys) {
        List<Bytes> gone = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                Bytes key = all.next().key;
                if (keys.test(key.get())) {
                    gone.add(key);
                }
            }
        }
        gone.forEach(key -> store.put(key, null));
    }

    /** Every key there is. */
    Set<Bytes> keysAtOpening() {
        return Set.copyOf(changed);
    }

    /** Hands out every row that changed since the last time, in the order of its key. */
    void drainChanged(BiConsumer<byte[], byte[]> sink) {
        changed.stream().sorted().forEach(key -> sink.accept(key.get(), store.get(key)));
        changed.clear();
    }
}
