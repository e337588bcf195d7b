package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which outcomes of a journey stand once every correction is applied.
 *
 * <p>An outcome is superseded by any other one of its name that amends it; of several that amend the same outcome only
 * the greatest stands; a cancelled outcome never stands. The answer depends on the set alone: a correction that came
 * before what it corrects works the same.
 */
final class StandingOutcomes {

    private StandingOutcomes() {}

    static List<Outcome> of(List<Outcome> outcomes) {
        Map<Correction, Outcome> corrections = corrections(outcomes);
        if (corrections == null) {
            return outcomes;
        }
        List<Outcome> standing = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            if (stands(outcome, corrections)) {
                standing.add(outcome);
            }
        }
        return standing;
    }

    /** The winning correction per corrected outcome; null when nothing is corrected or cancelled, the usual case. */
    private static @Nullable Map<Correction, Outcome> corrections(List<Outcome> outcomes) {
        Map<Correction, Outcome> corrections = null;
        for (Outcome outcome : outcomes) {
            if (corrections == null && (outcome.amends() != null || isCancelled(outcome))) {
                corrections = new HashMap<>();
            }
            if (corrections != null && amendsAnother(outcome)) {
                corrections.merge(
                        new Correction(outcome.amends(), outcome.name()),
                        outcome,
                        (one, two) -> two.correctsOver(one) ? two : one);
            }
        }
        return corrections;
    }

    private static boolean stands(Outcome outcome, Map<Correction, Outcome> corrections) {
        if (isCancelled(outcome) || corrections.containsKey(new Correction(outcome.id(), outcome.name()))) {
            return false;
        }
        return !amendsAnother(outcome)
                || outcome.equals(corrections.get(new Correction(outcome.amends(), outcome.name())));
    }

    private static boolean amendsAnother(Outcome outcome) {
        return outcome.amends() != null && !outcome.amends().equals(outcome.id());
    }

    private static boolean isCancelled(Outcome outcome) {
        return outcome.status() == Outcome.Standing.CANCELLED;
    }

    /** What is corrected: an outcome's id, and the name the correction must share. */
    private record Correction(@Nullable String outcomeId, String name) {}
}
