package dev.upshot.report;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Verdict;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may officially be said of one candidate in one KPI.
 *
 * @param reading the figures of the latest close of a cohort day; of all units so far while no day has closed
 * @param evidence what stands behind it
 * @param timeline every close so far, oldest first
 */
public record Finding(Reading reading, Evidence evidence, List<Close> timeline) {

    /**
     * What was read at one close of a cohort day; never changes afterwards.
     *
     * @param cohortDate last cohort day in it
     * @param relative the relative change; null where there was none
     * @param verdict what could be said
     */
    public record Close(LocalDate cohortDate, @Nullable Estimate relative, Verdict verdict) {}

    /** Copies the list. */
    public Finding {
        timeline = List.copyOf(timeline);
    }

    /** Whether it may stand among the claims. */
    boolean claims() {
        return evidence.verdict().claims() && !evidence.isExploratory();
    }

    /** Whether it is of all decisions. */
    boolean isOverall() {
        return reading.segment().isOverall();
    }
}
