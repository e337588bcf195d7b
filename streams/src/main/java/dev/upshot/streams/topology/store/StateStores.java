package dev.upshot.streams.topology.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state stores: what they hold, and how.
 *
 * <table>
 *   <caption>Stores of a measuring task and of a lift task</caption>
 *   <tr><th>store</th><th>key</th><th>value</th><th>kind</th></tr>
 *   <tr><td>journeys</td><td>plan ordinal (2 bytes) + subject id (UTF-8)</td><td>journey, see JourneyCodec</td>
 *       <td>RocksDB</td></tr>
 *   <tr><td>cells</td><td>see CellKey</td><td>moments, see CellMoments</td>
 *       <td>in memory; a row leaves when it is final and published</td></tr>
 *   <tr><td>restatements</td><td>see RestatementKey</td><td>see RestatementMoments</td><td>as cells</td></tr>
 *   <tr><td>health</td><td>see HealthKey</td><td>see HealthMoments</td><td>as cells</td></tr>
 *   <tr><td>expiries</td><td>plan ordinal (2 bytes) + due day (4) + subject id (UTF-8)</td><td>empty</td>
 *       <td>RocksDB, written once and deleted once per journey; see ExpiryBook</td></tr>
 *   <tr><td>positions</td><td>empty</td><td>see SourcePosition; routed plans: Channels</td><td>as cells</td></tr>
 *   <tr><td>partials</td><td>row key of the partial (UTF-8)</td><td>its moments</td><td>in memory</td></tr>
 *   <tr><td>progress</td><td>source partition (4 bytes)</td><td>latest Progress, Avro single-object encoding</td>
 *       <td>in memory</td></tr>
 *   <tr><td>closed</td><td>empty</td><td>clock up to which days were closed (8 bytes), see LiftBook</td>
 *       <td>in memory</td></tr>
 *   <tr><td>route-positions</td><td>empty</td><td>see SourcePosition</td><td>as cells; routed plans only</td></tr>
 *   <tr><td>index-positions</td><td>empty</td><td>see Reach</td><td>as cells; where subjects are found by decision</td></tr>
 *   <tr><td>decision-ids</td><td>plan ordinal (2 bytes) + decision id (UTF-8)</td><td>see NamedDecisionCodec</td>
 *       <td>RocksDB; likewise</td></tr>
 *   <tr><td>decision-id-expiries</td><td>plan ordinal (2 bytes) + clock (8) + decision id (UTF-8)</td><td>empty</td>
 *       <td>RocksDB, written once and deleted once per decision or event; likewise; see DecisionIndex</td></tr>
 * </table>
 *
 * All are logged to compacted changelogs and lie behind a {@link WriteBackStore}: changelog and RocksDB see one value per key and
 * commit.
 */
public final class StateStores {

    /** What is known of each subject under each plan. */
    public static final String JOURNEYS = "journeys";
    /** The moments of every cell that is not final yet. */
    public static final String CELLS = "cells";
    /** What corrections changed, by cell and cause. */
    public static final String RESTATEMENTS = "restatements";
    /** How facts and joins add up, by plan and day. */
    public static final String HEALTH = "health";
    /** The day on which something of each journey may go. */
    public static final String EXPIRIES = "expiries";
    /** How far the sources of a measuring task have been read. */
    public static final String POSITIONS = "positions";
    /** The latest partial of every row, as a lift task knows it. */
    public static final String PARTIALS = "partials";
    /** Up to when a lift task has closed days. */
    public static final String CLOSED = "closed";
    /** How far each source partition has come, as a lift task knows it. */
    public static final String PROGRESS = "progress";
    /** How far a routing task has read. */
    public static final String ROUTE_POSITIONS = "route-positions";
    /** How far a resolving task has read. */
    public static final String INDEX_POSITIONS = "index-positions";
    /** Who is the subject of a decision, and what waits for one. */
    public static final String DECISION_IDS = "decision-ids";
    /** When each decision and event may go from the decision ids. */
    public static final String DECISION_ID_EXPIRIES = "decision-id-expiries";

    // Shared by every application of the process, one for each kind of store.
    private static final CacheBudget LARGE = CacheBudget.upTo(256L << 20);
    private static final CacheBudget INDEX = CacheBudget.upTo(32L << 20);
    private static final CacheBudget HOT = CacheBudget.upTo(64L << 20);

    private StateStores() {}

    /** Many values, most of them long unused: in RocksDB. */
    public static <V> StoreBuilder<KeyValueStore<Bytes, V>> large(String name, Supplier<StoredForm<V>> form) {
        return writeBack(Stores.persistentKeyValueStore(name), form, LARGE);
    }

    /** Few values, all of them in use: in memory. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> hot(String name) {
        return writeBack(Stores.inMemoryKeyValueStore(name), StoredForm::bytes, HOT);
    }

    /**
     * Many entries, each written once and deleted once, read in the order of their keys: in RocksDB, remembered only until
     * they are written there.
     */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> index(String name) {
        return new WriteBack<>(logged(Stores.persistentKeyValueStore(name)), StoredForm::bytes, INDEX, false);
    }

    private static <V> StoreBuilder<KeyValueStore<Bytes, V>> writeBack(
            KeyValueBytesStoreSupplier store, Supplier<StoredForm<V>> form, CacheBudget budget) {
        return new WriteBack<>(logged(store), form, budget, true);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(KeyValueBytesStoreSupplier store) {
        return Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }
}
