package dev.upshot.streams.topology.book;

import dev.upshot.event.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The latest statement of progress per source partition, and which are not yet passed on. */
public final class ProgressBook {

    private final KeyValueStore<Bytes, byte[]> store;
    private final TreeSet<Bytes> changed = new TreeSet<>();

    /** Opens the book; everything counts as not yet passed on. */
    public ProgressBook(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                changed.add(all.next().key);
            }
        }
    }

    /** Takes in what a source partition tells: it replaces what it told before. */
    public void take(Progress progress) {
        Bytes key = Bytes.wrap(
                ByteBuffer.allocate(4).putInt(progress.getSourcePartition()).array());
        store.put(key, bytes(progress));
        changed.add(key);
    }

    /** The least final clock of all source partitions; 0 as long as one has not told. */
    public long finalClock(int partitions) {
        long least = Long.MAX_VALUE;
        int told = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                least = Math.min(
                        least, progress(all.next().value).getFinalClock().toEpochMilli());
                told++;
            }
        }
        return told < partitions ? 0 : least;
    }

    /** Hands out what was not yet passed on. */
    public void drainChanged(Consumer<Progress> sink) {
        changed.forEach(key -> sink.accept(progress(store.get(key))));
        changed.clear();
    }

    private static byte[] bytes(Progress progress) {
        try {
            ByteBuffer encoded = progress.toByteBuffer();
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Progress progress(byte[] bytes) {
        try {
            return Progress.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
