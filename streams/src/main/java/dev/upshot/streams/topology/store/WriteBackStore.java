package dev.upshot.streams.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that remembers what was lately used, and writes what changed to the store below, and so to its changelog,
 * once per commit instead of once per event. What changed since the commit lies here as objects, the rest as bytes:
 * many long-lived objects would cost the garbage collector more than decoding them again.
 *
 * <p>Nothing can be lost or counted twice by it: Kafka Streams flushes a {@link CachedStateStore} as the first step of
 * every commit, inside the transaction that holds the offsets. A task that ends any other way is rolled back to its
 * last commit, and what lay here goes with it. Should a version of Kafka Streams ever commit without flushing, the
 * task fails at its first commit.
 *
 * <p>Used by one thread, the task's, as Kafka Streams does.
 *
 * @param <V> the values
 */
final class WriteBackStore<V> implements KeyValueStore<Bytes, V>, CachedStateStore<Bytes, V> {

    private final KeyValueStore<Bytes, byte[]> below;
    private final StoredForm<V> form;
    private final CacheBudget budget;
    private final boolean readByKey;
    private final List<RecentlyUsed.Entry<V>> unwritten = new ArrayList<>();
    private RecentlyUsed<V> recent = new RecentlyUsed<>();
    private @Nullable NeverWritten neverWritten;
    private boolean looked;

    /**
     * @param readByKey whether single keys are read again and again, so that it is worth remembering what was written,
     *     and what never was
     */
    WriteBackStore(KeyValueStore<Bytes, byte[]> below, StoredForm<V> form, CacheBudget budget, boolean readByKey) {
        this.below = below;
        this.form = form;
        this.budget = budget;
        this.readByKey = readByKey;
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        below.init(context, root);
        budget.enter(this);
    }

    @Override
    public @Nullable V get(Bytes key) {
        RecentlyUsed.Entry<V> entry = recent.find(key);
        if (entry == null) {
            byte[] stored = isAbsent(key) ? null : below.get(key);
            if (stored == null) {
                return null;
            }
            entry = new RecentlyUsed.Entry<>(key, stored);
            keep(entry);
        }
        if (entry.unwritten) {
            return entry.value;
        }
        return entry.stored == null ? null : form.decode(key, entry.stored);
    }

    @Override
    public void put(Bytes key, @Nullable V value) {
        RecentlyUsed.Entry<V> entry = recent.find(key);
        if (entry == null) {
            entry = new RecentlyUsed.Entry<>(key, null);
            keep(entry);
        }
        entry.value = value;
        if (!entry.unwritten) {
            entry.unwritten = true;
            unwritten.add(entry);
        }
    }

    /** Whether the key is surely not in the store below, as far as this store knows all that was ever written there. */
    private boolean isAbsent(Bytes key) {
        if (!looked) {
            // The first read comes after the restoration from the changelog: what is empty now was never written.
            looked = true;
            boolean worthIt = readByKey && below.persistent() && budget.share() >= NeverWritten.BYTES * 4;
            neverWritten = worthIt && isEmptyBelow() ? new NeverWritten() : null;
        }
        return neverWritten != null && neverWritten.isSureOf(key);
    }

    private boolean isEmptyBelow() {
        try (KeyValueIterator<Bytes, byte[]> all = below.all()) {
            return !all.hasNext();
        }
    }

    /** Heap for what was lately used: the filter lives in this store's share of the budget too. */
    private long room() {
        long share = budget.share();
        return neverWritten == null ? share : Math.max(share / 2, share - NeverWritten.BYTES);
    }

    private void keep(RecentlyUsed.Entry<V> entry) {
        if (recent.isFull(room(), unwritten.size())) {
            // Earlier than the commit, and still inside its transaction.
            flushCache();
            recent.age();
        }
        recent.add(entry);
    }

    @Override
    public void flushCache() {
        if (unwritten.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(unwritten.size());
        for (RecentlyUsed.Entry<V> entry : unwritten) {
            batch.add(KeyValue.pair(entry.key, entry.value == null ? null : form.encode(entry.key, entry.value)));
            if (neverWritten != null) {
                neverWritten.wrote(entry.key);
            }
        }
        // One write to RocksDB, not one per entry. Until it has succeeded all count as unwritten.
        below.putAll(batch);
        for (int i = 0; i < batch.size(); i++) {
            recent.written(unwritten.get(i), batch.get(i).value);
        }
        unwritten.clear();
        if (!readByKey) {
            recent = new RecentlyUsed<>();
        }
    }

    @Override
    public void clearCache() {
        unwritten.clear();
        recent = new RecentlyUsed<>();
        neverWritten = null;
        looked = false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (!unwritten.isEmpty()) {
            throw new IllegalStateException("Store " + name() + " was committed without being flushed: this version of"
                    + " Kafka Streams does not keep the promise exactly-once rests on. Use the one Upshot ships with.");
        }
        below.commit(changelogOffsets);
    }

    @Override
    public void close() {
        clearCache();
        budget.leave(this);
        below.close();
    }

    @Override
    public @Nullable V putIfAbsent(Bytes key, V value) {
        V present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(Bytes key) {
        V present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public KeyValueIterator<Bytes, V> range(Bytes from, Bytes to) {
        flushCache();
        return new DecodingIterator<>(below.range(from, to), form);
    }

    @Override
    public KeyValueIterator<Bytes, V> all() {
        flushCache();
        return new DecodingIterator<>(below.all(), form);
    }

    @Override
    public long approximateNumEntries() {
        return below.approximateNumEntries();
    }

    @Override
    public boolean persistent() {
        return below.persistent();
    }

    @Override
    @SuppressWarnings("deprecation") // Kafka Streams still asks, and the store below may say yes
    public boolean managesOffsets() {
        return below.managesOffsets();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return below.committedOffset(partition);
    }

    @Override
    public Position getPosition() {
        return below.getPosition();
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, V> listener, boolean sendOldValues) {
        return false;
    }
}
