package dev.upshot.streams.topology.store;

import org.apache.kafka.common.utils.Bytes;

/**
 * Which keys a store that began empty has surely never held: a Bloom filter over the keys written to it. RocksDB answers
 * the question for a key it does not have by throwing an exception inside, which costs ten times what an answer costs; and
 * every subject is new once.
 *
 * <p>Of one size, 4 MiB: it is sure of nearly all keys while it has seen up to three million, of fewer and fewer after
 * that, and never wrong.
 */
final class NeverWritten {

    private static final int WORDS = 1 << 19;

    /** Heap one takes. */
    static final long BYTES = (long) WORDS * Long.BYTES;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final long[] bits = new long[WORDS];

    /** Takes note of a key that is written. */
    void wrote(Bytes key) {
        long hash = hash(key);
        bits[first(hash)] |= 1L << hash;
        bits[second(hash)] |= 1L << (hash >>> 6);
    }

    /** Whether the key was surely never written. */
    boolean isSureOf(Bytes key) {
        long hash = hash(key);
        return (bits[first(hash)] & 1L << hash) == 0 || (bits[second(hash)] & 1L << (hash >>> 6)) == 0;
    }

    /** The low bits of a product are the poorest: they choose the bit in the word, the high ones the words. */
    private static long hash(Bytes key) {
        long hash = key.hashCode() * MIX;
        return hash ^ hash >>> 32;
    }

    private static int first(long hash) {
        return (int) (hash >>> 45);
    }

    private static int second(long hash) {
        return (int) (hash >>> 26) & WORDS - 1;
    }
}
