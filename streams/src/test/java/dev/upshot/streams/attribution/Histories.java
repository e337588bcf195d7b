package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random histories of one subject: conflicting duplicates, corrections, cycles, cancellations, superseded decisions. */
final class Histories {

    static final Plan PLAN = PlanReader.parse("""
            use_case: claims
            version: 1
            arms: {by: variant, baseline: human, candidates: [model]}
            design: {kind: randomized}
            unit: decision
            segments: [region]
            lateness: P2D
            kpis:
              - {name: quality, type: binary, outcome: correct, window: PT1H, better: higher}
              - {name: resolved, type: binary, outcome: correct, window: PT1H, better: higher, missing: exclude}
              - {name: speed, type: duration, from: requested_at, to: {outcome: closed}, horizon: PT2H, better: lower}
              - {name: recovered, type: amount, outcome: recovery, scale: 2, cap: 50, window: PT1H, better: higher}
            inference: {alpha: 0.05, method: fixed}
            """, "histories.yaml");

    private static final String[] NAMES = {"correct", "closed", "recovery"};
    private static final long HOUR = 3_600_000L;

    private Histories() {}

    static List<JourneyEvent> random(SplittableRandom random, int events) {
        List<JourneyEvent> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int kind = random.nextInt(10);
            history.add(kind < 3 ? decision(random) : kind < 9 ? outcome(random) : review(random));
        }
        return history;
    }

    private static Decision decision(SplittableRandom random) {
        long decidedAt = 100 * HOUR + random.nextLong(4) * HOUR / 2;
        return new Decision(
                id("d", random, 4),
                decidedAt,
                decidedAt - random.nextLong(2) * 60_000,
                random.nextBoolean() ? "human" : "model",
                List.of(random.nextBoolean() ? "north" : "(none)"),
                random.nextInt(4) == 0 ? id("d", random, 4) : null);
    }

    private static Outcome outcome(SplittableRandom random) {
        String name = NAMES[random.nextInt(NAMES.length)];
        double value = name.equals("recovery") ? (random.nextInt(12_000) - 4_000) / 100.0 : random.nextInt(2);
        return new Outcome(
                id("o", random, 8),
                name,
                Outcome.Standing.values()[random.nextInt(4)],
                99 * HOUR + random.nextLong(10) * HOUR / 2,
                value,
                id("d", random, 4),
                random.nextInt(3) == 0 ? id("o", random, 8) : null);
    }

    private static Review review(SplittableRandom random) {
        return new Review(id("d", random, 4), random.nextBoolean());
    }

    private static String id(String prefix, SplittableRandom random, int range) {
        return prefix + random.nextInt(range);
    }
}
