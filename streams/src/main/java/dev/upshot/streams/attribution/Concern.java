package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an event can change: which part of a journey, in which KPIs. Crediting that before and after gives the same
 * difference as crediting the whole twice, and costs what the decision concerned costs, however long the journey has
 * become.
 *
 * <p>There is such a part where every unit is a decision and every KPI joins by the decision's id: then facts meet in a
 * value only where one names the other, or both name a third. The part is everything that hangs together with the event
 * by such names: a decision's outcomes and reviews, the decision it supersedes, the versions and amendments of an
 * outcome. What still joins all decisions of a subject, whether they lie in several arms and where its episodes begin,
 * depends on decisions alone, so that only another decision changes it.
 */
final class Concern {

    /** KPIs, by their place in the plan, and the names of the outcomes they read. */
    private record Kpis(boolean[] wanted, Set<String> outcomes) {}

    private final boolean byDecision;
    private final Map<String, Kpis> byOutcome = new HashMap<>();
    private final Kpis byReview;
    private final Kpis none;

    Concern(Plan plan) {
        byDecision = plan.unit() == Unit.DECISION
                && plan.kpis().stream().map(Kpi::join).noneMatch(JoinRule.Subject.class::isInstance);
        plan.kpis().stream()
                .flatMap(kpi -> kpi.outcomes().stream())
                .forEach(name -> byOutcome.computeIfAbsent(
                        name, any -> reached(plan, kpi -> kpi.outcomes().contains(name))));
        byReview = reached(plan, Concern::readsReviews);
        none = reached(plan, kpi -> false);
    }

    private static boolean readsReviews(Kpi kpi) {
        return kpi instanceof DurationKpi duration
                && (duration.from().equals(Moment.REVIEWED_AT) || duration.to().equals(Moment.REVIEWED_AT));
    }

    /** These KPIs and those made of them, with all their parts. */
    private static Kpis reached(Plan plan, Predicate<Kpi> read) {
        List<Kpi> kpis = plan.kpis();
        boolean[] wanted = new boolean[kpis.size()];
        Set<String> outcomes = new HashSet<>();
        for (Kpi kpi : kpis) {
            List<Kpi> related = new ArrayList<>(kpi.parts());
            related.add(kpi);
            if (related.stream().anyMatch(read)) {
                for (Kpi each : related) {
                    wanted[kpis.indexOf(each)] = true;
                    outcomes.addAll(each.outcomes());
                }
            }
        }
        return new Kpis(wanted, Set.copyOf(outcomes));
    }

    /** Whether events change parts of a journey alone. */
    boolean isByDecision() {
        return byDecision;
    }

    /** Which of the plan's KPIs an event can change in a part of its own; null: all. */
    boolean @Nullable [] kpis(Journey part, JourneyEvent event) {
        return part.isCorrected() || event instanceof Decision ? null : reached(event).wanted;
    }

    private Kpis reached(JourneyEvent event) {
        return event instanceof Outcome outcome ? byOutcome.getOrDefault(outcome.name(), none) : byReview;
    }

    /** The part of a journey that an event of it can change. */
    Journey part(Journey journey, JourneyEvent event) {
        if (journey.isCorrected()) {
            return Connected.to(event, journey);
        }
        if (event instanceof Decision decision) {
            return journey.part(
                    List.of(decision),
                    outcomes(journey.outcomes(), decision.id(), null),
                    reviews(journey.reviews(), decision.id()));
        }
        String id = event instanceof Outcome outcome ? outcome.decisionId() : ((Review) event).decisionId();
        return id == null
                ? journey.part(List.of(), List.of((Outcome) event), List.of())
                : journey.part(
                        decisions(journey.decisions(), id),
                        outcomes(journey.outcomes(), id, event),
                        reviews(journey.reviews(), id));
    }

    private static List<Decision> decisions(List<Decision> decisions, String id) {
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i).id().equals(id)) {
                return List.of(decisions.get(i));
            }
        }
        return List.of();
    }

    /** Outcomes that name a decision; beside an event those alone that its KPIs read. */
    @SuppressWarnings("ReferenceEquality") // the journey holds the very event
    private List<Outcome> outcomes(List<Outcome> outcomes, String id, @Nullable JourneyEvent beside) {
        Set<String> names = beside == null ? null : reached(beside).outcomes;
        List<Outcome> part = new ArrayList<>(4);
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (id.equals(outcome.decisionId())
                    && (names == null || outcome == beside || names.contains(outcome.name()))) {
                part.add(outcome);
            }
        }
        return List.copyOf(part);
    }

    private static List<Review> reviews(List<Review> reviews, String id) {
        if (reviews.isEmpty()) {
            return reviews;
        }
        List<Review> part = new ArrayList<>(reviews.size());
        for (int i = 0; i < reviews.size(); i++) {
            if (reviews.get(i).decisionId().equals(id)) {
                part.add(reviews.get(i));
            }
        }
        return List.copyOf(part);
    }
}
