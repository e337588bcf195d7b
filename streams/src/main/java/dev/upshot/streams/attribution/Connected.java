package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts of a journey that hang together with one of them by the ids they name, however many steps apart. */
final class Connected {

    private final Set<String> decisionIds = new HashSet<>();
    private final Set<String> outcomeIds = new HashSet<>();

    private Connected() {}

    /** The part of a journey around one of its facts. */
    static Journey to(JourneyEvent fact, Journey journey) {
        Connected connected = new Connected();
        connected.include(fact);
        boolean grew;
        do {
            // Names found in one round may lead further in the next.
            grew = connected.grows(journey);
        } while (grew);
        return journey.part(
                select(journey.decisions(), connected),
                select(journey.outcomes(), connected),
                select(journey.reviews(), connected));
    }

    private static <T extends JourneyEvent> List<T> select(List<T> facts, Connected connected) {
        return facts.stream().filter(connected::touches).toList();
    }

    private boolean grows(Journey journey) {
        int before = decisionIds.size() + outcomeIds.size();
        for (Decision decision : journey.decisions()) {
            if (touches(decision)) {
                include(decision);
            }
        }
        for (Outcome outcome : journey.outcomes()) {
            if (touches(outcome)) {
                include(outcome);
            }
        }
        return decisionIds.size() + outcomeIds.size() > before;
    }

    private boolean touches(JourneyEvent fact) {
        if (fact instanceof Decision decision) {
            return decisionIds.contains(decision.id()) || isOne(decisionIds, decision.supersedes());
        }
        return fact instanceof Outcome outcome
                ? outcomeIds.contains(outcome.id())
                        || isOne(outcomeIds, outcome.amends())
                        || isOne(decisionIds, outcome.decisionId())
                : decisionIds.contains(((Review) fact).decisionId());
    }

    private static boolean isOne(Set<String> ids, @Nullable String id) {
        return id != null && ids.contains(id);
    }

    private void include(JourneyEvent fact) {
        if (fact instanceof Decision decision) {
            add(decisionIds, decision.id());
            add(decisionIds, decision.supersedes());
        } else if (fact instanceof Outcome outcome) {
            add(outcomeIds, outcome.id());
            add(outcomeIds, outcome.amends());
            add(decisionIds, outcome.decisionId());
        } else {
            add(decisionIds, ((Review) fact).decisionId());
        }
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }
}
