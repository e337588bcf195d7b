package dev.upshot.sink.table;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Removal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Table;
import org.jooq.TableRecord;

/**
 * Changes sorted by table, of each identity only the latest: PostgreSQL refuses to touch a row twice in one statement,
 * and what is overwritten at once need not be written.
 *
 * @param removals by table, to be done first
 * @param rows by table
 * @param merged tables of which a row may be there still after the removals; elsewhere the changes take away all that
 *     they do not write anew
 */
public record RowBatch(
        Map<Table<?>, List<Removal>> removals, Map<Table<?>, List<TableRecord<?>>> rows, Set<Table<?>> merged) {

    /** @param changes in the order of their offsets */
    public static RowBatch of(List<Change> changes) {
        Map<Object, Change> latest = new LinkedHashMap<>();
        for (Change change : changes) {
            latest.put(change.identity(), change);
        }
        RowBatch batch = new RowBatch(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
        for (Change change : latest.values()) {
            for (Removal removal : change.removals()) {
                batch.removals
                        .computeIfAbsent(removal.table(), table -> new ArrayList<>())
                        .add(removal);
            }
            for (TableRecord<?> row : change.rows()) {
                batch.rows
                        .computeIfAbsent(row.getTable(), table -> new ArrayList<>())
                        .add(row);
                if (!change.replacesAllIn(row.getTable())) {
                    batch.merged.add(row.getTable());
                }
            }
        }
        return batch;
    }

    /** Without the rows of these tables that do not stay, and without tables that have none left. */
    RowBatch keeping(Set<? extends Table<?>> tables, Predicate<TableRecord<?>> stays) {
        Map<Table<?>, List<TableRecord<?>>> kept = new LinkedHashMap<>(rows);
        for (Table<?> table : tables) {
            kept.computeIfPresent(
                    table, (any, all) -> all.stream().filter(stays).collect(Collectors.toList()));
        }
        kept.values().removeIf(List::isEmpty);
        return new RowBatch(removals, kept, merged);
    }
}
