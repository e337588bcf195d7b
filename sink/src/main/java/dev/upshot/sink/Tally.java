package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.PROGRESS;
import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;

import dev.upshot.sink.SinkState.Totals;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.QuarantineChange;
import dev.upshot.sink.jooq.ops.tables.records.ProgressRecord;
import dev.upshot.sink.jooq.ops.tables.records.QuarantinedRecordsRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** Counts what the sink does, in its thread. */
final class Tally {
    private static final String LIFTS = "LIFTS";

    private final Map<String, Long> quarantined = new HashMap<>();
    /** By generation, then by the pair of partitions that tells. */
    private final Map<String, Map<List<Integer>, Instant>> clocks = new HashMap<>();

    private final Map<TopicPartition, Instant> observed = new HashMap<>();
    private long records;
    private long refused;
    private long transactions;
    private Duration writing = Duration.ZERO;
    private long retries;
    private long takeovers;
    private SinkState.@Nullable Written last;

    /**
     * A transaction is committed.
     *
     * @param refusedByDatabase how many of the changes the database refused, which came to quarantine instead
     */
    void wrote(List<Change> changes, int refusedByDatabase, Instant at, Duration took) {
        if (changes.isEmpty()) {
            return;
        }
        records += changes.size();
        refused += refusedByDatabase
                + changes.stream().filter(QuarantineChange::isRefusal).count();
        transactions++;
        writing = writing.plus(took);
        last = new SinkState.Written(changes.size(), at, took);
        if (refusedByDatabase > 0) {
            quarantined.merge(QuarantineChange.SINK_REFUSED, (long) refusedByDatabase, Long::sum);
        }
        changes.forEach(this::look);
    }

    private void look(Change change) {
        Origin origin = change.origin();
        observed.put(new TopicPartition(origin.topic(), origin.partition()), origin.observedAt());
        for (TableRecord<?> row : change.rows()) {
            if (row instanceof QuarantinedRecordsRecord) {
                quarantined.merge(row.get(QUARANTINED_RECORDS.REASON), 1L, Long::sum);
            } else if (row instanceof ProgressRecord
                    && row.get(PROGRESS.STAGE).equals(LIFTS)
                    && row.get(PROGRESS.CLOCK).toInstant().isAfter(Instant.EPOCH)) {
                clocks.computeIfAbsent(row.get(PROGRESS.GENERATION), generation -> new HashMap<>())
                        .put(
                                List.of(row.get(PROGRESS.SOURCE_PARTITION), row.get(PROGRESS.THROUGH_PARTITION)),
                                row.get(PROGRESS.CLOCK).toInstant());
            }
        }
    }

    void triedAgain() {
        retries++;
    }

    void wasOvertaken() {
        takeovers++;
    }

    /** When the log learned of what was written last in the furthest of these partitions; null if nothing was. */
    @Nullable
    Instant behind(Set<TopicPartition> waiting) {
        return waiting.stream()
                .map(observed::get)
                .filter(instant -> instant != null)
                .min(Instant::compareTo)
                .orElse(null);
    }

    SinkState.@Nullable Written last() {
        return last;
    }

    Totals totals() {
        Map<String, Instant> completeTo = new HashMap<>();
        clocks.forEach((generation, told) -> completeTo.put(generation, Collections.min(told.values())));
        return new Totals(records, refused, transactions, writing, retries, takeovers, quarantined, completeTo);
    }
}
