package dev.upshot.streams.intake;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be before any plan looks at it. Each check answers with the first reason to refuse, or null.
 */
final class EventCheck {

    private static final int LONGEST_ID = 128;
    private static final long YEAR_10000 = 253_402_300_800_000L;
    private static final long CLOCK_TOLERANCE = 86_400_000L;

    private EventCheck() {}

    static @Nullable Reason ids(DecisionEvent e) {
        boolean good = isId(e.getDecisionId())
                && isId(e.getSubjectId())
                && isId(e.getUseCase())
                && isId(e.getActor().getId())
                && isOptionalId(e.getSupersedes());
        return good ? null : Reason.BAD_ID;
    }

    static @Nullable Reason ids(OutcomeEvent e) {
        boolean good = isId(e.getOutcomeId())
                && isSubject(e.getSubjectId(), e.getDecisionId())
                && isId(e.getOutcome())
                && isOptionalId(e.getDecisionId())
                && isOptionalId(e.getAmends());
        return good ? null : Reason.BAD_ID;
    }

    static @Nullable Reason ids(ReviewEvent e) {
        boolean good = isId(e.getDecisionId())
                && isSubject(e.getSubjectId(), e.getDecisionId())
                && isId(e.getReviewer().getId());
        return good ? null : Reason.BAD_ID;
    }

    static @Nullable Reason values(DecisionEvent e, long observed) {
        if (!isFinite(e.getScore()) || !isFinite(e.getPropensity()) || !areFinite(e)) {
            return Reason.NOT_FINITE;
        }
        if (isOutsideTime(e.getDecidedAt()) || isBadStart(e.getRequestedAt(), e.getDecidedAt())) {
            return Reason.BAD_TIME;
        }
        Double propensity = e.getPropensity();
        if (propensity != null && !(propensity > 0 && propensity <= 1)) {
            return Reason.BAD_PROPENSITY;
        }
        return future(e.getDecidedAt(), observed);
    }

    static @Nullable Reason values(OutcomeEvent e, long observed) {
        if (!Double.isFinite(e.getValue())) {
            return Reason.NOT_FINITE;
        }
        return isOutsideTime(e.getOccurredAt()) ? Reason.BAD_TIME : future(e.getOccurredAt(), observed);
    }

    static @Nullable Reason values(ReviewEvent e, long observed) {
        boolean bad = isOutsideTime(e.getReviewedAt()) || isBadStart(e.getReviewStartedAt(), e.getReviewedAt());
        return bad ? Reason.BAD_TIME : future(e.getReviewedAt(), observed);
    }

    /** Whether a segment value can be a label: bounded, and without the one character PostgreSQL's text cannot hold. */
    static boolean isLabel(String value) {
        return value.length() <= LONGEST_ID && value.indexOf('\0') < 0;
    }

    /** An event that names its decision may leave its subject out. */
    private static boolean isSubject(String id, @Nullable String decisionId) {
        return isId(id) || (id.isEmpty() && decisionId != null);
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && isLabel(id);
    }

    private static boolean isOptionalId(@Nullable String id) {
        return id == null || isId(id);
    }

    private static boolean isFinite(@Nullable Double number) {
        return number == null || Double.isFinite(number);
    }

    private static boolean areFinite(DecisionEvent e) {
        if (e.getCost() != null && !Double.isFinite(e.getCost().getAmount())) {
            return false;
        }
        for (Double covariate : e.getCovariates().values()) {
            if (!Double.isFinite(covariate)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutsideTime(Instant at) {
        long millis = at.toEpochMilli();
        return millis < 0 || millis >= YEAR_10000;
    }

    private static boolean isBadStart(@Nullable Instant start, Instant end) {
        return start != null && (isOutsideTime(start) || start.isAfter(end));
    }

    private static @Nullable Reason future(Instant at, long observed) {
        return at.toEpochMilli() - observed > CLOCK_TOLERANCE ? Reason.FUTURE : null;
    }
}
