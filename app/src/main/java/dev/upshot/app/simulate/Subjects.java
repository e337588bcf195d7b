package dev.upshot.app.simulate;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.CountKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import java.time.Duration;
import java.util.List;

/**
 * Which decisions are about one subject, so that the truth stays known.
 *
 * <p>Where outcomes name their decision, subjects come back at random: it does not matter. Where a KPI finds outcomes by their subject, or a
 * unit is one, it does, and all decisions about a subject are of one arm. If what the plan measures adds up, a subject has up to three decisions
 * in a row and all that comes of them lies in the windows of each of them: however a credit model shares it, the arm has all of it. Other KPIs
 * (was any outcome good?) would depend on how outcomes are shared, and every decision has a subject of its own.
 */
final class Subjects {

    /** How six decisions in a row are spread over three subjects. */
    private static final int[] PLACES = {0, 1, 1, 2, 2, 2};

    private static final int MOST_IN_A_ROW = 3;
    private static final int SUBJECTS_IN_A_ROUND = 3;
    private static final int FEW_EVENTS_PER_JOURNEY = 1_000;
    private static final long REPLACED_BEFORE = Duration.ofMinutes(10).toMillis();

    private final boolean areUnits;
    private final boolean comeBack;
    private final long many;
    private final long spread;

    /**
     * @param shortest the shortest window of a KPI that reads outcomes, milliseconds
     * @param slot milliseconds from one decision to the next
     */
    Subjects(Plan plan, List<Kpi> readers, long shortest, long decisions, double slot) {
        areUnits =
                plan.unit() == Unit.SUBJECT || readers.stream().anyMatch(kpi -> kpi.join() instanceof JoinRule.Subject);
        long inARow = (long) Math.ceil(MOST_IN_A_ROW * slot) + REPLACED_BEFORE;
        // Few events are kept of each: coming back could lose some.
        boolean haveRoom = plan.limits().eventsPerJourney() >= FEW_EVENTS_PER_JOURNEY;
        boolean isKnown = readers.stream().allMatch(Subjects::addsUp) && 2 * inARow <= shortest;
        comeBack = haveRoom && (!areUnits || isKnown);
        spread = areUnits && comeBack ? inARow : 0;
        many = Math.max(1, decisions * 7 / 10);
    }

    private static boolean addsUp(Kpi kpi) {
        return (kpi instanceof AmountKpi || kpi instanceof CountKpi)
                && kpi.cap() == null
                && kpi.missing() == Missing.ZERO;
    }

    /** Whether all decisions about a subject are of one arm. */
    boolean areOfOneArm() {
        return areUnits;
    }

    /** From the first decision about a subject to the last one, at most, where it matters; milliseconds. */
    long spread() {
        return spread;
    }

    /** The number of the subject of a decision. */
    long of(long story, Draws draws) {
        if (!comeBack) {
            return story;
        }
        if (!areUnits) {
            return draws.between(0, many - 1);
        }
        return story / PLACES.length * SUBJECTS_IN_A_ROUND + PLACES[(int) (story % PLACES.length)];
    }
}
