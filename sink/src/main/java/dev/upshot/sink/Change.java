package dev.upshot.sink;

import java.util.List;
import org.jooq.TableRecord;

/**
 * What one record does to the tables: rows that go, then rows that come. Applying it twice is applying it once.
 *
 * @param identity of several changes with the same identity only the latest counts
 */
record Change(Origin origin, Object identity, List<Removal> removals, List<? extends TableRecord<?>> rows) {

    /** The identity of records of compacted topics. */
    record Key(String topic, String key) {}

    static Change putting(Origin origin, String key, List<? extends TableRecord<?>> rows) {
        return new Change(origin, new Key(origin.topic(), key), List.of(), rows);
    }

    static Change removing(Origin origin, String key, List<Removal> removals) {
        return new Change(origin, new Key(origin.topic(), key), removals, List.of());
    }
}
