package dev.upshot.report.card;

import java.util.List;

/**
 * What may officially be said of one candidate in one KPI.
 *
 * @param reading the official reading of the latest close of a cohort day; without estimates while no day has closed
 * @param timeline every official reading so far, oldest first; empty for segments, where only the latest is kept
 */
public record Finding(Reading reading, List<Look> timeline) {

    /** Copies the list. */
    public Finding {
        timeline = List.copyOf(timeline);
    }

    /** Whether it may stand among the claims. */
    public boolean claims() {
        return judgement().verdict().claims() && isOverall();
    }

    /** Whether it is of all decisions. */
    boolean isOverall() {
        return reading.segment().isOverall();
    }

    /** What may be said of its reading. */
    public Judgement judgement() {
        return reading.judgement();
    }
}
