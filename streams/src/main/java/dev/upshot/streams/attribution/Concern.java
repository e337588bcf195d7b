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
import dev.upshot.streams.plan.RatioKpi;
import dev.upshot.streams.plan.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an event can change: which part of a journey, in which KPIs. Crediting that before and after gives the same difference as crediting the
 * whole twice, and costs what the decision concerned costs, however long the journey has become.
 *
 * <p>There is such a part where every unit is a decision, every KPI joins by the decision's id and no fact bears on another: then facts that
 * name different decisions do not meet in any value, nor outcomes of different KPIs. What still joins all decisions of a subject, whether they
 * lie in several arms and where its episodes begin, depends on decisions alone: the part has all of them where a decision comes, and the
 * same ones on both sides otherwise.
 */
final class Concern {

    private static final int FEW = 3;

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

    /** These KPIs and the ratios made of them, with both their parts. */
    private static Kpis reached(Plan plan, Predicate<Kpi> read) {
        List<Kpi> kpis = plan.kpis();
        boolean[] wanted = new boolean[kpis.size()];
        Set<String> outcomes = new HashSet<>();
        for (Kpi kpi : kpis) {
            List<Kpi> related =
                    kpi instanceof RatioKpi ratio ? List.of(ratio.numerator(), ratio.denominator(), kpi) : List.of(kpi);
            if (related.stream().anyMatch(read)) {
                for (Kpi each : related) {
                    wanted[kpis.indexOf(each)] = true;
                    outcomes.addAll(each.outcomes());
                }
            }
        }
        return new Kpis(wanted, Set.copyOf(outcomes));
    }

    /** Whether an event that was just added to this journey changes a part of it alone. */
    boolean isPart(Journey after) {
        return byDecision && !after.isCorrected();
    }

    /** Which of the plan's KPIs the event can change; null: all. */
    boolean @Nullable [] kpis(JourneyEvent event) {
        return event instanceof Decision ? null : reached(event).wanted;
    }

    private Kpis reached(JourneyEvent event) {
        return event instanceof Outcome outcome ? byOutcome.getOrDefault(outcome.name(), none) : byReview;
    }

    /** Whether the whole of this journey, to which an event was just added, costs no more than looking for its part. */
    boolean isSmall(Journey after) {
        return after.size() <= FEW;
    }

    /** The part of a journey, with or without the event, that it can change. */
    Journey part(Journey journey, JourneyEvent event) {
        return event instanceof Decision decision ? around(journey, decision) : around(journey, event);
    }

    private static Journey around(Journey journey, Decision added) {
        String id = added.id();
        return journey.where(
                decision -> true, outcome -> id.equals(outcome.decisionId()), review -> id.equals(review.decisionId()));
    }

    @SuppressWarnings("ReferenceEquality") // the journey holds the very event
    private Journey around(Journey journey, JourneyEvent event) {
        String id = event instanceof Outcome outcome ? outcome.decisionId() : ((Review) event).decisionId();
        if (id == null) {
            return journey.where(decision -> false, outcome -> outcome == event, review -> false);
        }
        Set<String> names = reached(event).outcomes;
        return journey.where(
                decision -> id.equals(decision.id()),
                outcome -> outcome == event || (id.equals(outcome.decisionId()) && names.contains(outcome.name())),
                review -> id.equals(review.decisionId()));
    }
}
