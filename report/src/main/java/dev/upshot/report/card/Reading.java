package dev.upshot.report.card;

import dev.upshot.stats.Estimate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one candidate arm reads against its baseline in one KPI, over all decisions or in one segment. Of an official
 * reading, figures and intervals are of the days that are final; of a live one, of everything so far. What may be said
 * is the judgement, which speaks of final days only.
 *
 * @param kpi the KPI
 * @param segment the part of the decisions
 * @param baseline the baseline's side
 * @param candidate the candidate's side
 * @param absolute candidate mean minus baseline mean in the KPI's unit; null where it cannot be had, see reason
 * @param relative the difference as a share of the baseline mean's magnitude; null where it cannot be had, see reason
 * @param method name of the interval's method, for example {@code confidence_sequence}
 * @param alpha error rate of the intervals, two-sided
 * @param reason code of why an estimate is missing; null when nothing is missing
 * @param days the cohort days covered; null while no unit counts, and for segments, where they are not counted
 * @param judgement what may be said
 */
public record Reading(
        Kpi kpi,
        Segment segment,
        ArmMean baseline,
        ArmMean candidate,
        @Nullable Estimate absolute,
        @Nullable Estimate relative,
        String method,
        double alpha,
        @Nullable String reason,
        @Nullable CohortDays days,
        Judgement judgement) {

    /** Where it points: only if no interval given includes zero. */
    public Indication indication() {
        if (absolute == null && relative == null) {
            return Indication.NONE;
        }
        if (intervals().allMatch(interval -> interval.lower() > 0)) {
            return kpi.better() == Better.HIGHER ? Indication.BETTER : Indication.WORSE;
        }
        if (intervals().allMatch(interval -> interval.upper() < 0)) {
            return kpi.better() == Better.LOWER ? Indication.BETTER : Indication.WORSE;
        }
        return Indication.UNCLEAR;
    }

    /** The same without estimates, for this reason. */
    public Reading refused(String why) {
        return new Reading(kpi, segment, baseline, candidate, null, null, method, alpha, why, days, judgement);
    }

    /** The same with another judgement. */
    public Reading judged(Judgement other) {
        return new Reading(kpi, segment, baseline, candidate, absolute, relative, method, alpha, reason, days, other);
    }

    private Stream<Estimate> intervals() {
        return Stream.of(Stream.ofNullable(absolute), Stream.ofNullable(relative))
                .flatMap(s -> s);
    }
}
