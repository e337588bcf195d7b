package dev.upshot.report.sentence;

import dev.upshot.report.Label;
import dev.upshot.report.card.Kpi;
import java.util.List;

/**
 * A part of a net value that got worse while the whole improved. The loss is in the whole's figure already, so it asks for
 * nothing by itself; but it is said.
 *
 * @param part what got worse
 * @param whole the net value
 */
record Outweighed(Kpi part, Kpi whole) {
    /**
     * Of the KPIs that got worse, those that one of the improved ones counts: one each.
     *
     * @param degraded KPIs of one arm that got worse, as officially shown
     * @param improved KPIs of the same arm that improved, as officially shown
     */
    static List<Outweighed> of(List<Kpi> degraded, List<Kpi> improved) {
        return degraded.stream()
                .flatMap(part -> improved.stream()
                        .filter(whole -> whole.counts(part))
                        .limit(1)
                        .map(whole -> new Outweighed(part, whole)))
                .toList();
    }

    String words() {
        return Label.words(part.name()) + " got worse, which " + Label.words(whole.name()) + " counts in and outweighs";
    }
}
