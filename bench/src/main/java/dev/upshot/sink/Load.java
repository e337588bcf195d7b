package dev.upshot.sink;

import dev.upshot.sink.change.Change;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * What is written: rows that are new, then other versions of the same.
 *
 * @param name of the topic
 * @param tables of the schema outcome that it fills
 * @param first every row is new
 * @param second every row is there
 * @param perTransaction records
 */
record Load(String name, List<String> tables, List<Change> first, List<Change> second, int perTransaction) {
    private static final int PER_TRANSACTION = 5_000;

    static Load cells(int days) {
        return new Load(
                "cells",
                List.of("cell_partials", "kpi_partials", "odd_half_partials"),
                ManyCells.of(days, 1),
                ManyCells.of(days, 2),
                PER_TRANSACTION);
    }

    static Load decisions(int decisions) {
        return new Load(
                "decisions",
                List.of("decisions", "attributed_outcomes"),
                ManyDecisions.of(decisions, 1),
                ManyDecisions.of(decisions, 2),
                PER_TRANSACTION);
    }

    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    static long rows(List<Change> changes) {
        return changes.stream().mapToLong(change -> change.rows().size()).sum();
    }
}
