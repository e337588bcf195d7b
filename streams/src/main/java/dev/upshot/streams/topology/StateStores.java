package dev.upshot.streams.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
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
 *       <td>RocksDB, uncached: keys seldom repeat within a commit</td></tr>
 *   <tr><td>cells</td><td>see CellKey</td><td>moments, see CellMoments</td>
 *       <td>in memory, cached: few and hot; the cache is flushed before every commit, so increments are never lost and
 *       the changelog sees one value per cell and commit</td></tr>
 *   <tr><td>restatements</td><td>see RestatementKey</td><td>see RestatementMoments</td><td>as cells</td></tr>
 *   <tr><td>health</td><td>see HealthKey</td><td>see HealthMoments</td><td>as cells</td></tr>
 *   <tr><td>expiries</td><td>plan ordinal (2 bytes) + due day (4) + subject id (UTF-8)</td><td>empty</td>
 *       <td>as journeys; see ExpiryBook</td></tr>
 *   <tr><td>positions</td><td>empty</td><td>see SourcePosition</td><td>as cells</td></tr>
 *   <tr><td>partials</td><td>row key of the partial (UTF-8)</td><td>its moments</td><td>in memory, cached</td></tr>
 *   <tr><td>progress</td><td>source partition (4 bytes)</td><td>latest Progress, Avro single-object encoding</td>
 *       <td>in memory, cached</td></tr>
 *   <tr><td>totals</td><td>see SlotKey</td><td>moments</td><td>in memory, cached</td></tr>
 * </table>
 *
 * All are logged to compacted changelogs.
 */
final class StateStores {

    static final String JOURNEYS = "journeys";
    static final String CELLS = "cells";
    static final String RESTATEMENTS = "restatements";
    static final String HEALTH = "health";
    static final String EXPIRIES = "expiries";
    static final String POSITIONS = "positions";
    static final String PARTIALS = "partials";
    static final String TOTALS = "totals";
    static final String PROGRESS = "progress";

    private StateStores() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> large(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> hot(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
