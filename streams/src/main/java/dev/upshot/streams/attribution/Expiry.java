package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.plan.Plan;
import java.util.List;

/**
 * What of a journey can no longer matter.
 *
 * <p>A day is closed once the clock in the log has passed its end by the plan's horizon and lateness: no view of a decision of that day can
 * change any more. A fact matters to decisions up to one horizon after it. So the facts before a time may go when their own day is closed and
 * no decision of an open day lies within a horizon after them. Episodes go as a whole, because where one begins decides where the next does.
 *
 * <p>This relies on {@link #isAfterFinal}: what it refuses must not enter the journey. An event is refused by the clock of its topic,
 * and journeys are pruned by the final clock, the lowest of these: no event that is taken happened longer than the lateness before it.
 */
public final class Expiry {
    private static final long DAY_MILLIS = 86_400_000L;

    private final Units units;
    private final long horizon;
    private final long lateness;

    private Expiry(Plan plan) {
        units = new Units(plan);
        horizon = plan.horizon().toMillis();
        lateness = plan.lateness().toMillis();
    }

    /** Expiry as the plan says. */
    public static Expiry of(Plan plan) {
        return new Expiry(plan);
    }

    /**
     * Whether an event comes too late by the clock in the log, whatever its own timestamp says.
     *
     * @param eventTime milliseconds since the epoch
     * @param clock the clock of the event's topic, milliseconds since the epoch
     */
    public boolean isAfterFinal(long eventTime, long clock) {
        return eventTime < clock - lateness;
    }

    /**
     * The first day that is not closed.
     *
     * @param clock milliseconds since the epoch
     * @return UTC day, days since the epoch
     */
    public int firstOpenDay(long clock) {
        return Math.toIntExact(Math.floorDiv(clock - horizon - lateness, DAY_MILLIS));
    }

    /**
     * Takes out what can no longer matter.
     *
     * @param journey the journey
     * @param finalClock up to where time has passed in the log, milliseconds since the epoch
     * @return the rest, this very journey if all of it may matter
     */
    public Journey prune(Journey journey, long finalClock) {
        if (journey.isEmpty() || !isClosed(first(journey), finalClock)) {
            return journey;
        }
        long cut = startOfDay(finalClock - lateness - horizon);
        for (Decision decision : journey.decisions()) {
            if (!isClosed(decision.decidedAt(), finalClock)) {
                cut = Math.min(cut, decision.decidedAt() - horizon);
                break;
            }
        }
        return journey.from(atAnEpisode(cut, journey));
    }

    /** The time itself, or the start of the episode that it would cut in two. */
    private long atAnEpisode(long cut, Journey journey) {
        int kept = Units.firstFrom(journey.decisions(), cut);
        if (kept == 0 || kept == journey.decisions().size()) {
            return cut;
        }
        long firstKept = journey.decisions().get(kept).decidedAt();
        long begin = cut;
        for (Decision start : units.episodes(units.taken(journey))) {
            if (start.decidedAt() <= firstKept) {
                begin = start.decidedAt();
            }
        }
        return Math.min(cut, begin);
    }

    /**
     * The day of the clock on which the journey should be looked at.
     *
     * @param journey any but the empty one
     * @return UTC day, days since the epoch: the first at whose start something can be taken out
     */
    public int dueDay(Journey journey) {
        List<Decision> decisions = journey.decisions();
        long last = first(journey);
        if (!decisions.isEmpty() && decisions.get(0).decidedAt() == last) {
            List<Decision> episodes = units.episodes(units.taken(journey));
            int next = episodes.size() > 1
                    ? Units.firstFrom(decisions, episodes.get(1).decidedAt())
                    : decisions.size();
            last = decisions.get(next - 1).decidedAt();
        }
        int within = Units.firstFrom(decisions, last + horizon + 1);
        long open =
                within == 0 ? last : Math.max(last, decisions.get(within - 1).decidedAt());
        return Attribution.cohortDay(startOfDay(open) + DAY_MILLIS + horizon + lateness + DAY_MILLIS - 1);
    }

    private boolean isClosed(long time, long finalClock) {
        return startOfDay(time) + DAY_MILLIS + horizon + lateness <= finalClock;
    }

    private static long startOfDay(long time) {
        return Math.floorDiv(time, DAY_MILLIS) * DAY_MILLIS;
    }

    private static long first(Journey journey) {
        return Math.min(
                Math.min(firstOf(journey.decisions()), firstOf(journey.outcomes())), firstOf(journey.reviews()));
    }

    private static long firstOf(List<? extends JourneyEvent> facts) {
        return facts.isEmpty() ? Long.MAX_VALUE : facts.get(0).at();
    }
}
