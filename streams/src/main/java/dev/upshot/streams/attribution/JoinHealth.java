package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the facts of a journey add up, day by day. Each fact is judged by what lies at most one horizon before it, so that what has left the
 * state cannot be missed.
 */
final class JoinHealth {
    private final Units units;
    private final long horizon;
    private final Map<String, Reach> reach = new HashMap<>();

    /** How long before an outcome, in milliseconds, a decision may lie for a KPI to join them; 0 where no KPI joins so. */
    private record Reach(long direct, long bySubject) {
        static final Reach NONE = new Reach(0, 0);

        Reach plus(Reach other) {
            return new Reach(Math.max(direct, other.direct), Math.max(bySubject, other.bySubject));
        }
    }

    JoinHealth(Plan plan, Units units) {
        this.units = units;
        horizon = plan.horizon().toMillis();
        for (Kpi kpi : plan.kpis()) {
            long window = kpi.window().toMillis();
            boolean direct = kpi.join() instanceof JoinRule.Direct;
            Reach ofKpi = direct ? new Reach(window, 0) : new Reach(0, window);
            kpi.outcomes().forEach(name -> reach.merge(name, ofKpi, Reach::plus));
        }
    }

    /** The entries of a journey, by day. */
    List<HealthEntry> of(Valuation.Facts facts, List<Decision> taken) {
        Days days = new Days();
        Journey journey = facts.journey();
        for (Decision decision : journey.decisions()) {
            days.on(decision.decidedAt()).count(HealthCount.DECISION_FACTS);
        }
        for (Decision decision : taken) {
            Days.Day day = days.on(decision.decidedAt());
            day.count(HealthCount.DECISIONS);
            if (facts.corrections() != null && isSuperseded(decision, facts)) {
                day.count(HealthCount.DECISIONS_SUPERSEDED);
            }
        }
        for (Decision start : units.episodes(taken)) {
            subject(facts, start, days);
        }
        outcomes(journey, days);
        for (Review review : journey.reviews()) {
            days.on(review.reviewedAt()).count(HealthCount.REVIEW_FACTS);
        }
        return days.entries();
    }

    /** The entry that an outcome adds among decisions, where no fact bears on another. */
    HealthEntry of(Outcome outcome, List<Decision> decisions) {
        Days.Day day = new Days.Day(Attribution.cohortDay(outcome.occurredAt()));
        day.count(HealthCount.OUTCOME_FACTS);
        day.count(HealthCount.OUTCOMES);
        join(outcome, decisions, day);
        return day.entry();
    }

    private boolean isSuperseded(Decision decision, Valuation.Facts facts) {
        View view = facts.view(decision.decidedAt() - horizon, decision.decidedAt() + horizon);
        return !view.decisions().contains(decision);
    }

    private void subject(Valuation.Facts facts, Decision start, Days days) {
        View view = facts.view(start.decidedAt() - horizon, start.decidedAt() + horizon);
        int from = Units.firstFrom(view.decisions(), start.decidedAt());
        int until = Units.firstFrom(view.decisions(), start.decidedAt() + horizon);
        if (from < until) {
            Days.Day day = days.on(start.decidedAt());
            day.count(HealthCount.SUBJECTS);
            if (Valuation.isMixed(start, view.decisions(), from, until)) {
                day.count(HealthCount.SUBJECTS_IN_SEVERAL_ARMS);
            }
        }
    }

    private void outcomes(Journey journey, Days days) {
        Map<String, Outcome> latest = journey.isCorrected() ? new HashMap<>() : Map.of();
        for (Outcome outcome : journey.outcomes()) {
            Days.Day day = days.on(outcome.occurredAt());
            day.count(HealthCount.OUTCOME_FACTS);
            Outcome before = journey.isCorrected() ? latest.put(outcome.id(), outcome) : null;
            boolean first = before == null || before.occurredAt() < outcome.occurredAt() - horizon;
            if (!first || outcome.amendsAnother() || outcome.isCancelled()) {
                day.count(HealthCount.OUTCOMES_CORRECTED);
            }
            if (first) {
                day.count(HealthCount.OUTCOMES);
                join(outcome, journey.decisions(), day);
            }
        }
    }

    private void join(Outcome outcome, List<Decision> decisions, Days.Day day) {
        Reach within = reach.getOrDefault(outcome.name(), Reach.NONE);
        long earliest = Long.MAX_VALUE;
        boolean direct = false;
        boolean bySubject = false;
        long longest = Math.max(within.direct(), within.bySubject());
        for (int i = Units.firstFrom(decisions, outcome.occurredAt() - longest + 1); i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            long age = outcome.occurredAt() - decision.decidedAt();
            if (age < 0) {
                break;
            }
            boolean named = age < within.direct() && decision.id().equals(outcome.decisionId());
            boolean about = age < within.bySubject();
            direct |= named;
            bySubject |= about;
            if (named || about) {
                earliest = Math.min(earliest, decision.decidedAt());
            }
        }
        if (direct) {
            day.count(HealthCount.OUTCOMES_DIRECT);
        }
        if (bySubject) {
            day.count(HealthCount.OUTCOMES_BY_SUBJECT);
        }
        if (earliest == Long.MAX_VALUE) {
            day.count(HealthCount.OUTCOMES_UNJOINED);
        } else {
            day.delay(outcome.occurredAt() - earliest);
        }
    }

    /** The days of one journey, few: found by looking at each, the last one first. */
    private static final class Days {
        private final List<Day> days = new ArrayList<>(2);

        /** One day's counts while they are added up. */
        private static final class Day {
            private final int day;
            private final int[] counts = new int[HealthCount.SIZE];
            private int[] delays = {};

            Day(int day) {
                this.day = day;
            }

            void count(HealthCount what) {
                counts[what.place()]++;
            }

            void delay(long millis) {
                delays = Arrays.copyOf(delays, delays.length + 1);
                delays[delays.length - 1] = HealthEntry.bucketOf(millis);
            }

            HealthEntry entry() {
                if (delays.length > 1) {
                    Arrays.sort(delays);
                }
                return new HealthEntry(day, counts, delays);
            }
        }

        Day on(long epochMillis) {
            int wanted = Attribution.cohortDay(epochMillis);
            for (int i = days.size() - 1; i >= 0; i--) {
                if (days.get(i).day == wanted) {
                    return days.get(i);
                }
            }
            Day added = new Day(wanted);
            days.add(added);
            return added;
        }

        List<HealthEntry> entries() {
            if (days.size() > 1) {
                days.sort((one, two) -> Integer.compare(one.day, two.day));
            }
            List<HealthEntry> entries = new ArrayList<>(days.size());
            for (Day day : days) {
                entries.add(day.entry());
            }
            return entries;
        }
    }
}
