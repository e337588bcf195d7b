package dev.upshot.app.pipeline;

import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Simulated histories of a month. */
final class SimulatedEvents {

    private static final int DAYS = 30;

    private SimulatedEvents() {}

    static List<TimedEvent> of(Plan plan, int decisions, long seed) {
        List<TimedEvent> events = new ArrayList<>();
        Simulation.of(plan, decisions, DAYS, seed).forEach(simulated -> events.add(simulated.event()));
        return events;
    }

    /** Every event so many times, ties of the observed time in random order. */
    static List<TimedEvent> shuffled(List<TimedEvent> events, int times, long seed) {
        List<TimedEvent> shuffled = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            shuffled.addAll(events);
        }
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(Comparator.comparingLong(TimedEvent::observedAt));
        return shuffled;
    }
}
