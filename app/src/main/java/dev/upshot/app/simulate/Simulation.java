package dev.upshot.app.simulate;

import dev.upshot.streams.plan.Plan;

/**
 * A simulated history of one plan: the same events in the same order for the same plan, size and seed, on every machine.
 * Immutable.
 *
 * <p>Decisions are spread evenly over the days from 1 October 2025 (UTC) and allotted to the arms as the plan says. In
 * ten thousand decisions about 1,200 are reviewed and 50 replace an earlier one; of each outcome about 100 in ten
 * thousand are told wrong first and corrected, and 200 in ten thousand events come twice. Events are observed mostly
 * within minutes, at times after hours, and all within the plan's lateness, except about 20 in ten thousand that come too
 * late and 10 that are malformed; these two are the ones that must be refused, each once.
 *
 * <p>Where the plan looks at what decisions cost, each carries its cost.
 *
 * <p>Subjects come back (0.7 subjects per decision), unless the plan keeps fewer than 1,000 events of each. Where a KPI finds outcomes by
 * their subject these do not name their decision, all decisions about a subject are of one arm, and subjects come back as long as the truth
 * stays known ({@link Subjects}). Segments are
 * independent of the arm and of what comes of a decision, so that the truth holds in every segment too.
 */
public final class Simulation implements Iterable<SimulatedEvent> {

    private final Scenario scenario;

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * @param decisions how many decisions count, from 1 to 1,000,000,000
     * @param days over how many days they are spread, from 1 to 36,500
     * @param seed what makes this history differ from others of the same plan and size
     * @throws CannotSimulateException if a size is out of range, or no event could ever be of one of the plan's arms
     */
    public static Simulation of(Plan plan, long decisions, int days, long seed) {
        return new Simulation(Scenario.of(plan, decisions, days, seed));
    }

    /** How many decisions count. */
    public long decisions() {
        return scenario.decisions;
    }

    /** What a perfect measurement would find. */
    public Truth truth() {
        return scenario.truth();
    }

    /** All events from the beginning, ordered by observed time; made as they are taken. */
    @Override
    public Arrivals iterator() {
        return new Arrivals(scenario);
    }
}
