package dev.upshot.streams.topology.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heap that the stores of one kind in one process share: each open store has the same part of it, however many tasks
 * come and go. Safe for use by several threads.
 */
final class CacheBudget {

    private final long bytes;
    private final Set<Object> stores = ConcurrentHashMap.newKeySet();
    private volatile long share;

    /** A budget of so many bytes. */
    CacheBudget(long bytes) {
        this.bytes = bytes;
        this.share = bytes;
    }

    /** An eighth of the heap, at most so many bytes. */
    static CacheBudget upTo(long mostBytes) {
        return new CacheBudget(Math.min(mostBytes, Runtime.getRuntime().maxMemory() / 8));
    }

    void enter(Object store) {
        stores.add(store);
        divide();
    }

    void leave(Object store) {
        stores.remove(store);
        divide();
    }

    /** Bytes for one store. */
    long share() {
        return share;
    }

    private synchronized void divide() {
        share = bytes / Math.max(1, stores.size());
    }
}
