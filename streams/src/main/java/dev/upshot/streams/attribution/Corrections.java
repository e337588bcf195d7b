package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which corrections a journey holds, and the event times between which each lies: facts that bear on one another, directly
 * or through others. A view holds of a correction what the whole journey does, unless it cuts it in two.
 */
final class Corrections {

    private final List<Group> extended = new ArrayList<>();
    private boolean amend;
    private boolean cancel;
    private boolean supersede;

    private Corrections() {}

    static Corrections of(Journey journey) {
        Corrections corrections = new Corrections();
        Map<String, Group> outcomes = new HashMap<>();
        for (Outcome outcome : journey.outcomes()) {
            boolean again = Group.include(outcome, outcome.id(), outcome.amends(), outcomes);
            corrections.amend |= again || outcome.amendsAnother();
            corrections.cancel |= outcome.isCancelled();
        }
        Map<String, Group> decisions = new HashMap<>();
        for (Decision decision : journey.decisions()) {
            Group.include(decision, decision.id(), decision.supersedes(), decisions);
            corrections.supersede |= decision.supersedesAnother();
        }
        corrections.keepExtended(outcomes);
        corrections.keepExtended(decisions);
        return corrections;
    }

    /** Whether a reading differs from the one before it. */
    boolean matterTo(Reading reading) {
        return switch (reading) {
            case AS_REPORTED -> true;
            case AMENDED -> amend;
            case CANCELLED -> cancel;
            case AS_IT_STANDS -> supersede;
        };
    }

    /** Whether each of them lies as a whole within {@code [from, until)}, or as a whole outside. */
    boolean areUncutBy(long from, long until) {
        for (int i = 0; i < extended.size(); i++) {
            Group group = extended.get(i);
            boolean inside = group.first >= from && group.last < until;
            boolean outside = group.last < from || group.first >= until;
            if (!inside && !outside) {
                return false;
            }
        }
        return true;
    }

    private void keepExtended(Map<String, Group> groups) {
        for (Group group : groups.values()) {
            if (group.into == null && group.first < group.last) {
                extended.add(group);
            }
        }
    }

    /** Facts that bear on one another; two groups become one when a fact joins them. */
    private static final class Group {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private boolean reported;
        private @Nullable Group into;

        /** Takes in a fact of an id that may bear on another one; returns whether there was one of its id before. */
        static boolean include(JourneyEvent fact, String id, @Nullable String other, Map<String, Group> groups) {
            Group own = groups.computeIfAbsent(id, any -> new Group());
            boolean again = own.reported;
            own.reported = true;
            Group root = own.root();
            root.cover(fact.at(), fact.at());
            if (other != null) {
                root.join(groups.computeIfAbsent(other, any -> new Group()).root());
            }
            return again;
        }

        private Group root() {
            Group group = this;
            while (group.into != null) {
                group = group.into;
            }
            return group;
        }

        @SuppressWarnings("ReferenceEquality") // the very same group
        private void join(Group other) {
            if (other != this) {
                other.into = this;
                cover(other.first, other.last);
            }
        }

        private void cover(long from, long until) {
            first = Math.min(first, from);
            last = Math.max(last, until);
        }
    }
}
