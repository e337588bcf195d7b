package dev.upshot.streams.topology.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds {@link WriteBackStore}s above what another builder builds.
 *
 * @param <V> the values
 */
final class WriteBack<V> implements StoreBuilder<KeyValueStore<Bytes, V>> {

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> below;
    private final Supplier<StoredForm<V>> form;
    private final CacheBudget budget;
    private final boolean readByKey;

    /**
     * @param form makes a form for each store: one may keep a buffer, and stores belong to different threads
     * @param readByKey whether single keys are read again and again
     */
    WriteBack(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> below,
            Supplier<StoredForm<V>> form,
            CacheBudget budget,
            boolean readByKey) {
        this.below = below;
        this.form = form;
        this.budget = budget;
        this.readByKey = readByKey;
    }

    @Override
    public KeyValueStore<Bytes, V> build() {
        return new WriteBackStore<>(below.build(), form.get(), budget, readByKey);
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withCachingEnabled() {
        throw new UnsupportedOperationException("a write-back store is a cache: caching twice gains nothing");
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withLoggingEnabled(Map<String, String> config) {
        return new WriteBack<>(below.withLoggingEnabled(config), form, budget, readByKey);
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withLoggingDisabled() {
        return new WriteBack<>(below.withLoggingDisabled(), form, budget, readByKey);
    }

    @Override
    public Map<String, String> logConfig() {
        return below.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return below.loggingEnabled();
    }

    @Override
    public String name() {
        return below.name();
    }
}
