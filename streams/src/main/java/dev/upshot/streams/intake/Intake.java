package dev.upshot.streams.intake;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates events and routes them to the plans that measure them.
 *
 * <p>The plans of a generation are ordered by use case and version; a plan's ordinal is its place in that order and
 * never changes, because a generation's set of plans never changes.
 *
 * <p>An event that only other generations measure is known and not ours: it is neither admitted nor refused here.
 */
public final class Intake {

    private final List<MeasuredPlan> plans;
    private final Map<String, List<MeasuredPlan>> byUseCase = new HashMap<>();
    private final Map<String, List<MeasuredPlan>> byOutcome = new HashMap<>();
    private final Set<String> useCasesElsewhere = new HashSet<>();
    private final Set<String> outcomesElsewhere = new HashSet<>();
    private final KeyCheck keys;
    private final boolean isRouted;

    /**
     * The intake of one generation.
     *
     * @param plans the generation's plans, all of them routed or none
     * @param elsewhere plans of other generations
     * @param partitions number of partitions of the event topics
     */
    public Intake(List<Plan> plans, List<Plan> elsewhere, int partitions) {
        this.plans = ordered(plans);
        for (MeasuredPlan measured : this.plans) {
            byUseCase
                    .computeIfAbsent(measured.plan().useCase(), any -> new ArrayList<>())
                    .add(measured);
            for (String outcome : measured.outcomeNames()) {
                byOutcome.computeIfAbsent(outcome, any -> new ArrayList<>()).add(measured);
            }
        }
        for (Plan plan : elsewhere) {
            useCasesElsewhere.add(plan.useCase());
            plan.kpis().forEach(kpi -> outcomesElsewhere.addAll(kpi.outcomes()));
        }
        this.keys = new KeyCheck(partitions);
        this.isRouted = plans.stream().anyMatch(plan -> plan.routing().isRouted());
    }

    private static List<MeasuredPlan> ordered(List<Plan> plans) {
        List<Plan> ordered = new ArrayList<>(plans);
        ordered.sort(Comparator.comparing(Plan::useCase).thenComparingInt(Plan::version));
        List<MeasuredPlan> measured = new ArrayList<>(ordered.size());
        for (Plan plan : ordered) {
            measured.add(new MeasuredPlan(plan, measured.size()));
        }
        return List.copyOf(measured);
    }

    /** The plans, by ordinal. */
    public List<MeasuredPlan> plans() {
        return plans;
    }

    /**
     * What each plan concerned says of a decision.
     *
     * @param e the event
     * @param key the record's key; like the partition, it matters only where the plans are not routed
     * @param partition the record's partition
     * @param observed the record's timestamp, milliseconds since the epoch
     */
    public List<Admission> admit(DecisionEvent e, byte @Nullable [] key, int partition, long observed) {
        Reason reason = EventCheck.ids(e);
        reason = reason != null ? reason : EventCheck.values(e, observed);
        if (reason != null) {
            return List.of(new Admission.Refused(null, reason));
        }
        if (!isKnownUseCase(e.getUseCase())) {
            return List.of(new Admission.Refused(null, Reason.UNKNOWN_USE_CASE, e.getUseCase()));
        }
        Reason misplaced = misplaced(e.getSubjectId(), key, partition);
        List<Admission> admissions = new ArrayList<>(1);
        for (MeasuredPlan plan : byUseCase.getOrDefault(e.getUseCase(), List.of())) {
            admissions.add(misplaced == null ? plan.admit(e, observed) : new Admission.Refused(plan, misplaced));
        }
        return admissions;
    }

    /** What each plan concerned says of an outcome; parameters as for a decision. */
    public List<Admission> admit(OutcomeEvent e, byte @Nullable [] key, int partition, long observed) {
        Reason reason = EventCheck.ids(e);
        reason = reason != null ? reason : EventCheck.values(e, observed);
        if (reason != null) {
            return List.of(new Admission.Refused(null, reason));
        }
        if (!isKnownOutcome(e.getOutcome())) {
            return List.of(new Admission.Refused(null, Reason.UNKNOWN_OUTCOME, e.getOutcome()));
        }
        Reason misplaced = misplaced(e.getSubjectId(), key, partition);
        List<Admission> admissions = new ArrayList<>(1);
        for (MeasuredPlan plan : byOutcome.getOrDefault(e.getOutcome(), List.of())) {
            if (!isLeftToIndex(plan, misplaced)) {
                admissions.add(misplaced == null ? plan.admit(e, observed) : new Admission.Refused(plan, misplaced));
            }
        }
        return admissions;
    }

    /** What each plan concerned says of a review, all plans where it names no use case; parameters as for a decision. */
    public List<Admission> admit(ReviewEvent e, byte @Nullable [] key, int partition, long observed) {
        String useCase = e.getUseCase();
        Reason reason = EventCheck.ids(e);
        reason = reason != null ? reason : EventCheck.values(e, observed);
        if (reason != null) {
            return List.of(new Admission.Refused(null, reason));
        }
        if (useCase != null && !isKnownUseCase(useCase)) {
            return List.of(new Admission.Refused(null, Reason.UNKNOWN_USE_CASE, useCase));
        }
        Reason misplaced = misplaced(e.getSubjectId(), key, partition);
        List<MeasuredPlan> concerned = useCase == null ? plans : byUseCase.getOrDefault(useCase, List.of());
        List<Admission> admissions = new ArrayList<>(concerned.size());
        for (MeasuredPlan plan : concerned) {
            if (!isLeftToIndex(plan, misplaced)) {
                admissions.add(misplaced == null ? plan.admit(e, observed) : new Admission.Refused(plan, misplaced));
            }
        }
        return admissions;
    }

    /** Why a sound event lies where these plans cannot use it; null if they can. */
    private @Nullable Reason misplaced(String subjectId, byte @Nullable [] key, int partition) {
        if (subjectId.isEmpty()) {
            return Reason.NO_SUBJECT;
        }
        return isRouted ? null : keys.refuse(subjectId, key, partition);
    }

    /** An event without a subject comes again under that of its decision, see {@code DecisionIndex}. */
    private static boolean isLeftToIndex(MeasuredPlan plan, @Nullable Reason misplaced) {
        return misplaced == Reason.NO_SUBJECT && plan.plan().routing().resolvesSubjects();
    }

    private boolean isKnownUseCase(String useCase) {
        return byUseCase.containsKey(useCase) || useCasesElsewhere.contains(useCase);
    }

    private boolean isKnownOutcome(String outcome) {
        return byOutcome.containsKey(outcome) || outcomesElsewhere.contains(outcome);
    }
}
