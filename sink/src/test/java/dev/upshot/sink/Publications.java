package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;

import dev.upshot.sink.change.QuarantineChange;
import dev.upshot.sink.change.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A random history of cells that come, change and go, of refused records and of some that PostgreSQL refuses, and what
 * the tables must hold of it: exactly that, whatever happened on the way.
 */
final class Publications {
    private static final int CELLS = 40;

    private final Feed feed;
    private final SplittableRandom random;
    private final Map<String, Long> cells = new HashMap<>();
    private final Map<String, Integer> quarantined = new HashMap<>();
    private long version;
    private int refusals;

    /** @param seed of the random history */
    Publications(Feed feed, long seed) {
        this.feed = feed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Database triggers that tell of every step back, however short its life: an offset or an epoch that falls. To be
     * put up before the first sink.
     */
    static void watchOffsets(DSLContext sql) {
        sql.execute("create table public.steps_back (told text)");
        sql.execute("""
                create function public.tell_step_back() returns trigger language plpgsql security definer as $$
                begin
                    if new.next_offset < old.next_offset or new.epoch < old.epoch then
                        insert into public.steps_back values (format('%s-%s: %s to %s', new.topic, new.partition,
                                                                     old.next_offset, new.next_offset));
                    end if;
                    return new;
                end $$
                """);
        sql.execute("create trigger tell_step_back before update on ops.sink_offsets"
                + " for each row execute function public.tell_step_back()");
    }

    /** Publishes so many records, in one transaction. */
    void publish(int records) {
        List<Feed.Entry> entries = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            entries.add(next(i));
        }
        feed.commit(entries.toArray(Feed.Entry[]::new));
    }

    private Feed.Entry next(int i) {
        String arm = "arm" + random.nextInt(CELLS);
        int kind = random.nextInt(10);
        if (i == 0) {
            // A value that no text of PostgreSQL can hold; its key is its own, or a later cell would replace it.
            String unwritable = "nul\0" + ++refusals;
            quarantined.merge(QuarantineChange.SINK_REFUSED, 1, Integer::sum);
            return feed.entry(feed.topics.cells(), Samples.cellKey("nul" + refusals), Samples.cell(unwritable, 1));
        }
        if (kind == 0) {
            int number = quarantined.merge("late", 1, Integer::sum);
            return feed.entry(
                    feed.topics.quarantine(), Samples.quarantineKey(number), Samples.quarantined(number, "late"));
        }
        if (kind <= 2) {
            cells.remove(arm);
            return feed.entry(feed.topics.cells(), Samples.cellKey(arm), null);
        }
        cells.put(arm, ++version);
        return feed.entry(feed.topics.cells(), Samples.cellKey(arm), Samples.cell(arm, version));
    }

    /** What the tables hold and should not, or should and do not, once they are drained; steps back of offsets, too. */
    List<String> differences(DSLContext sql) {
        List<String> differences = new ArrayList<>();
        compare(
                "cells",
                cells,
                sql.selectFrom(CELL_PARTIALS).fetchMap(CELL_PARTIALS.ARM, CELL_PARTIALS.DECISION_COUNT),
                differences);
        compare(
                "KPIs of cells",
                cells,
                sql.selectFrom(KPI_PARTIALS).fetchMap(KPI_PARTIALS.ARM, KPI_PARTIALS.UNIT_COUNT),
                differences);
        compare(
                "quarantine",
                quarantined,
                sql.select(QUARANTINED_RECORDS.REASON, DSL.count())
                        .from(QUARANTINED_RECORDS)
                        .groupBy(QUARANTINED_RECORDS.REASON)
                        .fetchMap(QUARANTINED_RECORDS.REASON, DSL.count()),
                differences);
        sql.fetch("select told from public.steps_back").forEach(row -> differences.add("back: " + row.get(0)));
        return differences;
    }

    private static <T> void compare(
            String what, Map<String, T> expected, Map<String, T> found, List<String> differences) {
        expected.forEach((key, value) -> {
            if (!value.equals(found.get(key))) {
                differences.add(what + ": " + key + " is " + found.get(key) + ", not " + value);
            }
        });
        found.forEach((key, value) -> {
            if (!expected.containsKey(key)) {
                differences.add(what + ": " + key + " is " + value + " and should not be");
            }
        });
    }
}
