package dev.upshot.sink.change;

import java.util.List;
import org.jooq.Table;
import org.jooq.TableRecord;

/**
 * What one record does to the tables: rows that go, then rows that come. Applying it twice is applying it once.
 *
 * @param removals where rows come to a table of theirs, they take the change's earlier ones away
 * @param identity of several changes with the same identity only the latest counts
 */
public record Change(Origin origin, Object identity, List<Removal> removals, List<? extends TableRecord<?>> rows) {

    /** The identity of records of compacted topics. */
    public record Key(String topic, String key) {}

    static Change putting(Origin origin, String key, List<? extends TableRecord<?>> rows) {
        return new Change(origin, new Key(origin.topic(), key), List.of(), rows);
    }

    /** Whether no row of the table that this change writes can be there still once its removals are done. */
    public boolean replacesAllIn(Table<?> table) {
        for (Removal removal : removals) {
            if (removal.table().equals(table)) {
                return true;
            }
        }
        return false;
    }

    static Change removing(Origin origin, String key, List<Removal> removals) {
        return new Change(origin, new Key(origin.topic(), key), removals, List.of());
    }
}
