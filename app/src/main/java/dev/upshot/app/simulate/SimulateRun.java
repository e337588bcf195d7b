package dev.upshot.app.simulate;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.KafkaPublisher;
import dev.upshot.app.publish.Publisher;
import dev.upshot.streams.plan.Plan;
import java.util.EnumMap;
import java.util.Map;

/** Publishes a simulated history as fast as the broker takes it. */
public final class SimulateRun {

    private static final int PROGRESS_EVERY = 8192;

    private SimulateRun() {}

    /**
     * Publishes to a broker's topics, which must exist. The same call again publishes the same events, which count once.
     *
     * @param decisions how many decisions count
     * @param days over how many days they are spread
     * @param history whether more of the same time may follow; if not, time passes in the log with every observed day and at
     *     last up to the last observed time
     * @param progress hears how many decisions have been told of
     * @throws CannotSimulateException if there can be no such history
     * @throws dev.upshot.app.publish.PublishException if the broker or the registry refuses the events
     */
    public static SimulationSummary run(
            Plan plan, long decisions, int days, long seed, Target target, History history, Progress progress) {
        Simulation simulation = Simulation.of(plan, decisions, days, seed);
        try (Publisher publisher = KafkaPublisher.to(target)) {
            return run(simulation, publisher, history, progress);
        }
    }

    /** Publishes through any publisher, which stays open. */
    static SimulationSummary run(Simulation simulation, Publisher publisher, History history, Progress progress) {
        Map<EventKind, Long> kinds = zeros(EventKind.class);
        Map<Trait, Long> traits = zeros(Trait.class);
        Arrivals arrivals = simulation.iterator();
        PassingTime time = new PassingTime(publisher, history);
        for (long published = 1; arrivals.hasNext(); published++) {
            SimulatedEvent next = arrivals.next();
            time.before(next.event());
            publisher.publish(next.event());
            kinds.merge(next.event().kind(), 1L, Long::sum);
            traits.merge(next.trait(), 1L, Long::sum);
            if (published % PROGRESS_EVERY == 0) {
                progress.at(arrivals.told(), simulation.decisions(), "decisions");
            }
        }
        time.end();
        progress.at(simulation.decisions(), simulation.decisions(), "decisions");
        return new SimulationSummary(simulation.decisions(), kinds, traits, simulation.truth());
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
        Map<E, Long> zeros = new EnumMap<>(type);
        for (E name : type.getEnumConstants()) {
            zeros.put(name, 0L);
        }
        return zeros;
    }
}
