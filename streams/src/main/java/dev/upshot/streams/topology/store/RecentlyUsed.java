package dev.upshot.streams.topology.store;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, in two generations: what is used belongs to the young one; when that is full it becomes the old one,
 * and what nobody has used since goes. Nearly as good as a strict order of use, at the price of a plain map.
 *
 * @param <V> the values
 */
final class RecentlyUsed<V> {

    /** Bytes of heap of an entry beyond its value: key, entry and place in the map. */
    private static final int OVERHEAD = 160;

    /** Bytes of heap of a value that is an object, roughly. */
    private static final int OBJECT = 1_000;

    /** What is known of a key: the bytes in the store below or, as long as they are unwritten, a newer value. */
    static final class Entry<V> {
        final Bytes key;

        byte @Nullable [] stored;

        @Nullable
        V value;

        boolean unwritten;

        Entry(Bytes key, byte @Nullable [] stored) {
            this.key = key;
            this.stored = stored;
        }

        private int weight() {
            return OVERHEAD + (stored == null ? 0 : stored.length);
        }
    }

    private Map<Bytes, Entry<V>> young = new HashMap<>();
    private Map<Bytes, Entry<V>> old = Map.of();
    private long weight;

    /** A value is put right after it was got, by the same key. */
    private @Nullable Bytes lastKey;

    private @Nullable Entry<V> last;

    /** The entry of a key, which counts as a use; null if it is not here. */
    @SuppressWarnings("ReferenceEquality") // the very same key needs no search
    @Nullable
    Entry<V> find(Bytes key) {
        if (key == lastKey) {
            return last;
        }
        Entry<V> entry = search(key);
        if (entry != null) {
            lastKey = key;
            last = entry;
        }
        return entry;
    }

    private @Nullable Entry<V> search(Bytes key) {
        Entry<V> entry = young.get(key);
        if (entry != null || old.isEmpty()) {
            return entry;
        }
        entry = old.remove(key);
        if (entry != null) {
            add(entry);
        }
        return entry;
    }

    void add(Entry<V> entry) {
        young.put(entry.key, entry);
        weight += entry.weight();
    }

    /** Takes note that the value of this entry, which was used since the last ageing, was written as these bytes. */
    void written(Entry<V> entry, byte @Nullable [] stored) {
        weight -= entry.weight();
        entry.stored = stored;
        entry.value = null;
        entry.unwritten = false;
        weight += entry.weight();
    }

    /** Whether the young generation, with so many unwritten entries, takes half of so many bytes. */
    boolean isFull(long bytes, int unwritten) {
        return weight + (long) unwritten * OBJECT >= bytes / 2;
    }

    void age() {
        old = young;
        young = new HashMap<>();
        weight = 0;
        lastKey = null;
        last = null;
    }
}
