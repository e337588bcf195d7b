package dev.upshot.streams.intake;

import dev.upshot.event.Actor;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import dev.upshot.streams.attribution.FixedPoint;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.DecisionDetails;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.journey.ReviewDetails;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One plan at the door: which events it refuses, and what its journeys keep of the others.
 */
public final class MeasuredPlan {

    /** Stands for a segment value the event does not give. */
    public static final String NO_VALUE = "(none)";

    private final Plan plan;
    private final int ordinal;
    private final List<String> arms;
    private final List<String> outcomeNames;
    private final long latenessMillis;
    private final boolean needsRequestedAt;
    private final Quantities quantities;
    private final Set<String> namingDecision;

    MeasuredPlan(Plan plan, int ordinal) {
        this.plan = plan;
        this.ordinal = ordinal;
        this.arms = plan.arms();
        this.outcomeNames = plan.kpis().stream()
                .flatMap(kpi -> kpi.outcomes().stream())
                .distinct()
                .sorted()
                .toList();
        this.latenessMillis = plan.lateness().toMillis();
        this.needsRequestedAt = plan.kpis().stream()
                .anyMatch(kpi ->
                        kpi instanceof DurationKpi duration && duration.from().equals(Moment.REQUESTED_AT));
        this.quantities = Quantities.of(plan);
        this.namingDecision = plan.kpis().stream()
                .filter(kpi -> kpi.join() instanceof JoinRule.Direct)
                .flatMap(kpi -> kpi.outcomes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /** Place of the plan in its generation; part of every store key. */
    public int ordinal() {
        return ordinal;
    }

    /** The plan's arms, baseline first; an arm's place is part of every store key. */
    public List<String> arms() {
        return arms;
    }

    /** The outcome names the plan reads, sorted. */
    public List<String> outcomeNames() {
        return outcomeNames;
    }

    /** How many quantities a journey keeps of each decision: one per KPI of type value and covariate. */
    public int quantities() {
        return quantities.count();
    }

    /** What the plan says of this decision, learned of at {@code observed} (milliseconds since the epoch). */
    Admission admit(DecisionEvent e, long observed) {
        Reason reason = refuse(e, observed);
        return reason == null ? new Admission.Accepted(this, keep(e)) : new Admission.Refused(this, reason);
    }

    /** What the plan says of this outcome, learned of at {@code observed} (milliseconds since the epoch). */
    Admission admit(OutcomeEvent e, long observed) {
        Reason reason = refuse(e, observed);
        return reason == null ? new Admission.Accepted(this, keep(e)) : new Admission.Refused(this, reason);
    }

    /** What the plan says of this review, learned of at {@code observed} (milliseconds since the epoch). */
    Admission admit(ReviewEvent e, long observed) {
        Reason reason = refuse(e, observed);
        return reason == null ? new Admission.Accepted(this, keep(e)) : new Admission.Refused(this, reason);
    }

    private @Nullable Reason refuse(DecisionEvent e, long observed) {
        if (isLate(e.getDecidedAt().toEpochMilli(), observed)) {
            return Reason.LATE;
        }
        String arm = arm(e);
        if (arm == null || !arms.contains(arm)) {
            return Reason.UNKNOWN_ARM;
        }
        if (needsRequestedAt && e.getRequestedAt() == null) {
            return Reason.NO_REQUESTED_AT;
        }
        for (String dimension : plan.segments()) {
            String value = e.getSegments().get(dimension);
            if (value != null && !EventCheck.isLabel(value)) {
                return Reason.BAD_SEGMENT;
            }
        }
        return quantities.refuse(e);
    }

    private @Nullable Reason refuse(OutcomeEvent e, long observed) {
        if (isLate(e.getOccurredAt().toEpochMilli(), observed)) {
            return Reason.LATE;
        }
        if (e.getDecisionId() == null && namingDecision.contains(e.getOutcome())) {
            return Reason.NO_DECISION_ID;
        }
        for (Kpi kpi : plan.kpis()) {
            if (kpi.outcome().equals(e.getOutcome())) {
                Reason reason = refuse(kpi, e);
                if (reason != null) {
                    return reason;
                }
            }
        }
        return null;
    }

    private @Nullable Reason refuse(ReviewEvent e, long observed) {
        return isLate(e.getReviewedAt().toEpochMilli(), observed) ? Reason.LATE : null;
    }

    private Decision keep(DecisionEvent e) {
        String arm = arms.get(arms.indexOf(arm(e)));
        String[] segments = new String[plan.segments().size()];
        Map<String, String> given = e.getSegments();
        for (int i = 0; i < segments.length; i++) {
            segments[i] = given.getOrDefault(plan.segments().get(i), NO_VALUE);
        }
        long requestedAt = e.getRequestedAt() == null
                ? Decision.NOT_REQUESTED
                : e.getRequestedAt().toEpochMilli();
        return new Decision(
                e.getDecisionId(),
                e.getDecidedAt().toEpochMilli(),
                requestedAt,
                arm,
                List.of(segments),
                e.getSupersedes(),
                quantities.of(e),
                plan.ledger().isKept() ? details(e) : null);
    }

    /** Free words are kept as far as they are a label; a decision is not refused for them. */
    private static String label(String words) {
        return EventCheck.isLabel(words) ? words : "";
    }

    private static DecisionDetails details(DecisionEvent e) {
        Actor actor = e.getActor();
        return new DecisionDetails(
                actor.getType().name(),
                actor.getId(),
                label(actor.getVersion()),
                e.getMode().name(),
                label(e.getAction()),
                e.getScore());
    }

    private Outcome keep(OutcomeEvent e) {
        return new Outcome(
                e.getOutcomeId(),
                e.getOutcome(),
                standing(e.getStatus()),
                e.getOccurredAt().toEpochMilli(),
                e.getValue(),
                e.getDecisionId(),
                e.getAmends());
    }

    private Review keep(ReviewEvent e) {
        Verdict verdict = e.getVerdict();
        return new Review(
                e.getDecisionId(),
                e.getReviewedAt().toEpochMilli(),
                verdict == Verdict.OVERRIDDEN || verdict == Verdict.REVERSED,
                plan.ledger().isKept() ? details(e) : null);
    }

    private static ReviewDetails details(ReviewEvent e) {
        Instant started = e.getReviewStartedAt();
        return new ReviewDetails(
                e.getVerdict().name(),
                e.getReviewer().getType().name(),
                started == null ? ReviewDetails.NOT_TOLD : started.toEpochMilli());
    }

    private static Outcome.Standing standing(OutcomeStatus status) {
        return switch (status) {
            case PRELIMINARY -> Outcome.Standing.PRELIMINARY;
            case FINAL -> Outcome.Standing.FINAL;
            case AMENDED -> Outcome.Standing.AMENDED;
            case CANCELLED -> Outcome.Standing.CANCELLED;
        };
    }

    private static @Nullable Reason refuse(Kpi kpi, OutcomeEvent e) {
        double value = e.getValue();
        if (kpi instanceof BinaryKpi) {
            return value == 0 || value == 1 ? null : Reason.NOT_BINARY;
        }
        if (kpi instanceof AmountKpi amount) {
            if (!Objects.equals(amount.currency(), e.getUnit())) {
                return Reason.CURRENCY_MISMATCH;
            }
            if (!FixedPoint.isInRange(value, amount.scale())) {
                return Reason.OUT_OF_RANGE;
            }
            return FixedPoint.fits(value, amount.scale()) ? null : Reason.BAD_SCALE;
        }
        return null;
    }

    private @Nullable String arm(DecisionEvent e) {
        Actor actor = e.getActor();
        return switch (plan.by()) {
            case VARIANT -> e.getVariant();
            case ACTOR_TYPE -> actor.getType().name().toLowerCase(Locale.ROOT);
            case ACTOR_VERSION -> actor.getId() + ':' + actor.getVersion();
        };
    }

    private boolean isLate(long eventTime, long observed) {
        return observed - eventTime > latenessMillis;
    }
}
