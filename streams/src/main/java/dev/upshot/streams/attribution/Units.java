package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The units of a journey, each known by its first decision.
 *
 * <p>A decision is <em>taken</em> if no fact of its id lies before it within the plan's horizon: whoever sends an id again later than that
 * means another decision. Where the unit is the decision each taken one is a unit. Where it is the subject, taken decisions, superseded or
 * not, are cut into episodes: the first one starts an episode of the horizon's length, the first one after its end the next.
 *
 * <p>So where a unit starts depends on what happened before it alone, and nothing that happens later can move it.
 */
final class Units {
    private final boolean bySubject;
    private final long horizon;

    Units(Plan plan) {
        bySubject = plan.unit() == Unit.SUBJECT;
        horizon = plan.horizon().toMillis();
    }

    /** The first decisions of the units, in their order. */
    List<Decision> starts(List<Decision> taken) {
        return bySubject ? episodes(taken) : taken;
    }

    /** Decisions that hold among the facts of their id, superseded or not, in their order. */
    List<Decision> taken(Journey journey) {
        List<Decision> facts = journey.decisions();
        if (!journey.isCorrected() || facts.size() == 1) {
            return facts;
        }
        List<Decision> taken = new ArrayList<>(facts.size());
        Map<String, Decision> latest = new HashMap<>();
        for (Decision fact : facts) {
            Decision before = latest.put(fact.id(), fact);
            if (before == null || before.decidedAt() < fact.decidedAt() - horizon) {
                taken.add(fact);
            }
        }
        return taken;
    }

    /** The first decisions of the subject's episodes. */
    List<Decision> episodes(List<Decision> taken) {
        if (taken.size() < 2) {
            return taken;
        }
        List<Decision> starts = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Decision decision : taken) {
            if (decision.decidedAt() >= end) {
                starts.add(decision);
                end = decision.decidedAt() + horizon;
            }
        }
        return starts;
    }

    /** Index of a unit's first counting decision in a view, or where it would be. */
    int from(Decision start, List<Decision> counting) {
        int from = firstFrom(counting, start.decidedAt());
        while (!bySubject && isOther(start, counting, from)) {
            from++;
        }
        return from;
    }

    /** Index after a unit's last counting decision in a view; decisions from {@code end} on are not of the unit. */
    int until(Decision start, int from, List<Decision> counting, long end) {
        if (bySubject) {
            return firstFrom(counting, end);
        }
        boolean counts = from < counting.size() && counting.get(from).id().equals(start.id());
        return counts && counting.get(from).decidedAt() == start.decidedAt() ? from + 1 : from;
    }

    /** Whether another decision of the same instant lies here. */
    private static boolean isOther(Decision wanted, List<Decision> decisions, int place) {
        return place < decisions.size()
                && decisions.get(place).decidedAt() == wanted.decidedAt()
                && !decisions.get(place).id().equals(wanted.id());
    }

    /** Index of the first decision from a time on. */
    static int firstFrom(List<Decision> decisions, long time) {
        int low = 0;
        int high = decisions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (decisions.get(middle).decidedAt() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
