package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;

/**
 * What has to be there before an interval may be believed: enough events in <em>each</em> arm, and a tail that the plan has bounded.
 *
 * <p>Intervals from standard errors presume that means are nearly normal. With rare events or heavy tails they are not for a long time, and
 * with unequal arms the skews do not cancel: a sequence that looks all the time then errs in up to three quarters of the runs (see the
 * calibration in bench/RESULTS.md). Neither condition alone suffices.
 *
 * @param minimumEvents events needed in each arm, 1 to 2<sup>53</sup>
 */
public record Gate(long minimumEvents) {
    /** The number of events that calibration supports. */
    public static final long USUAL_EVENTS = 100;

    /** How far a single value can reach. */
    public enum Tail {
        /** Values are bounded by their nature: binary, or restricted to a horizon. */
        BOUNDED,
        /** Values are cut at an absolute cap that the plan fixed before the start. */
        CAPPED,
        /** Nothing bounds a value: one can outweigh all others. */
        UNCAPPED
    }

    /** Whether an interval may be believed. */
    public enum Opening {
        /** It may. */
        OPEN,
        /** Not yet: an arm has too few events. */
        TOO_FEW_EVENTS,
        /** It may not, whatever comes: the plan has no cap. */
        UNCAPPED
    }

    /**
     * A gate.
     *
     * @throws IllegalArgumentException if {@code minimumEvents} is outside its range
     */
    public Gate {
        Arguments.checkUnits("minimumEvents", minimumEvents, 1);
    }

    /**
     * The gate with {@link #USUAL_EVENTS}.
     *
     * @return the gate
     */
    public static Gate usual() {
        return new Gate(USUAL_EVENTS);
    }

    /**
     * Judges a comparison.
     *
     * @param baselineEvents events in the baseline arm: units whose value is not zero; for a binary KPI see {@link #binaryEvents}
     * @param candidateEvents events in the candidate arm
     * @param tail how far a value can reach
     * @return uncapped before too few events
     * @throws IllegalArgumentException if a count is not in [0, 2<sup>53</sup>]
     */
    public Opening judge(long baselineEvents, long candidateEvents, Tail tail) {
        Arguments.checkUnits("baselineEvents", baselineEvents, 0);
        Arguments.checkUnits("candidateEvents", candidateEvents, 0);
        if (tail == Tail.UNCAPPED) {
            return Opening.UNCAPPED;
        }
        return Math.min(baselineEvents, candidateEvents) < minimumEvents ? Opening.TOO_FEW_EVENTS : Opening.OPEN;
    }

    /**
     * The events of a binary KPI: successes or failures, whichever are rarer, for a share near one is as skewed as one near zero.
     *
     * @param successes units with the value one, 0 to {@code units}
     * @param units all units, 0 to 2<sup>53</sup>
     * @return the lesser count
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static long binaryEvents(long successes, long units) {
        Arguments.checkUnits("units", units, 0);
        Arguments.checkPart("successes", successes, "units", units);
        return Math.min(successes, units - successes);
    }
}
