package dev.upshot.report.query;

import dev.upshot.report.card.Reading;
import java.util.Comparator;
import java.util.List;

/**
 * The order of readings on a card: all decisions first, then segments in the plan's order of dimensions and by value;
 * within these KPIs in the plan's order, then candidates in the plan's order.
 */
final class ReadingOrder {
    private ReadingOrder() {}

    static Comparator<Reading> of(List<String> dimensions, List<String> kpis, List<String> candidates) {
        return Comparator.<Reading>comparingInt(
                        reading -> dimensions.indexOf(reading.segment().dimension()))
                .thenComparing(reading -> reading.segment().dimension())
                .thenComparing(reading -> reading.segment().value())
                .thenComparingInt(reading -> kpis.indexOf(reading.kpi().name()))
                .thenComparingInt(
                        reading -> candidates.indexOf(reading.candidate().arm()))
                .thenComparing(reading -> reading.candidate().arm());
    }
}
