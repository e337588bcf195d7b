package dev.upshot.report;

import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a finding.
 *
 * @param verdict what may be said
 * @param ground code of why
 * @param grade how strong the evidence is that the decisions caused the difference
 * @param isExploratory whether it is of a segment, where nothing is claimed
 * @param estimator how the difference is estimated
 * @param clock how often one may look, with every parameter
 * @param matureShare share of the units that are final, 0 to 1; null without units
 * @param minimumEffect least relative difference that matters; null where the plan names none
 * @param unitsNeeded mature units still needed if the difference is what it seems; null unknown
 * @param daysNeeded days until then at the present rate; null unknown
 * @param guardrail held, breached or not_yet; null without a guardrail
 * @param cohortDate last cohort day in it; null while no day has closed
 * @param finalAt the moment from which it could no longer change; null while no day has closed
 */
public record Evidence(
        Verdict verdict,
        String ground,
        Grade grade,
        boolean isExploratory,
        String estimator,
        String clock,
        @Nullable Double matureShare,
        @Nullable Double minimumEffect,
        @Nullable Long unitsNeeded,
        @Nullable Double daysNeeded,
        @Nullable String guardrail,
        @Nullable LocalDate cohortDate,
        @Nullable Instant finalAt) {

    /** The clock's kind without its parameters, in words: {@code confidence sequence}. */
    String clockName() {
        return Label.clean(clock.replaceFirst("\\(.*", "").replace('_', ' '));
    }
}
