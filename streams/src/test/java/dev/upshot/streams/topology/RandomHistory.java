package dev.upshot.streams.topology;

import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * A month of a few subjects under a plan with every type of KPI: corrections, reviews, duplicates, late events, ids that
 * are used again, in the order in which the log learns of them.
 */
final class RandomHistory {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final Duration LATENESS = Duration.ofDays(1);

    private static final long HOUR = 3_600_000;
    private static final int DAYS = 30;

    /** An event and when the log learns of it. */
    record Learned(SpecificRecord event, Instant observed) {}

    private final SplittableRandom random;
    private final List<Learned> events = new ArrayList<>();

    private RandomHistory(long seed) {
        random = new SplittableRandom(seed);
    }

    static Plan plan(String unit) {
        return plan(unit, "{}");
    }

    /** With limits, as YAML. */
    static Plan plan(String unit, String limits) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                unit: %s
                segments: [region]
                lateness: P1D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P2D, better: higher}
                  - {name: speed, type: duration, from: requested_at, to: {outcome: closed}, horizon: P1D, better: lower}
                  - {name: recovered, type: amount, outcome: recovery, scale: 2, currency: EUR, window: P3D, better: higher,
                     attribution: {join: subject, model: linear}}
                  - {name: cost, type: value, of: cost, currency: EUR, window: P3D, better: lower}
                  - {name: cost_per_recovery, type: ratio, numerator: cost, denominator: recovered, better: lower}
                  - {name: net, type: net, currency: EUR, parts: {recovered: 1, cost: -1.5}, better: higher}
                inference: {alpha: 0.05, method: fixed}
                limits: %s
                """.formatted(unit, limits), "plan.yaml");
    }

    /** The events of a seed, by observed time. */
    static List<Learned> of(long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (int subject = 0; subject < 12; subject++) {
            history.subject("s" + subject);
        }
        history.events.sort(Comparator.comparing(Learned::observed));
        return history.events;
    }

    private void subject(String subject) {
        int decisions = 1 + random.nextInt(8);
        for (int d = 0; d < decisions; d++) {
            String id = subject + "-d" + random.nextInt(8);
            long decided = random.nextInt(DAYS * 24) * HOUR + random.nextInt(1000);
            decision(subject, id, decided);
            for (int o = random.nextInt(4); o > 0; o--) {
                outcome(subject, id, decided + random.nextInt(96) * HOUR - HOUR);
            }
            if (random.nextInt(4) == 0) {
                ReviewEvent review =
                        Events.review(subject, id, random.nextBoolean() ? Verdict.ACCEPTED : Verdict.OVERRIDDEN);
                review.setReviewedAt(at(decided + random.nextInt(72) * HOUR));
                learn(review, review.getReviewedAt());
            }
        }
    }

    private void decision(String subject, String id, long decided) {
        DecisionEvent decision = Events.decision(id, subject, random.nextInt(3) == 0 ? "human" : "model");
        decision.setDecidedAt(at(decided));
        decision.setRequestedAt(at(decided).minusSeconds(random.nextInt(100_000)));
        decision.setSegments(new HashMap<>(Map.of("region", random.nextBoolean() ? "north" : "south")));
        decision.setCost(new Cost(random.nextInt(1000) / 100.0, "EUR"));
        if (random.nextInt(6) == 0) {
            decision.setSupersedes(subject + "-d" + random.nextInt(8));
        }
        learn(decision, decision.getDecidedAt());
    }

    private void outcome(String subject, String decision, long occurred) {
        String name = List.of("correct", "closed", "recovery").get(random.nextInt(3));
        double value = name.equals("correct") ? random.nextInt(2) : random.nextInt(-500, 5000) / 100.0;
        String id = subject + "-o" + random.nextInt(12);
        OutcomeEvent outcome = Events.outcome(id, subject, decision, name, value);
        outcome.setOccurredAt(at(occurred));
        if (random.nextInt(4) == 0) {
            outcome.setAmends(subject + "-o" + random.nextInt(12));
        }
        outcome.setStatus(OutcomeStatus.values()[random.nextInt(OutcomeStatus.values().length)]);
        learn(outcome, outcome.getOccurredAt());
    }

    private static Instant at(long afterStart) {
        return START.plusMillis(Math.max(0, afterStart));
    }

    /** Mostly in time, now and then just in time, too late, or several times. */
    private void learn(SpecificRecord event, Instant happened) {
        do {
            long delay = switch (random.nextInt(10)) {
                case 0 -> LATENESS.toMillis();
                case 1 -> LATENESS.toMillis() + 1 + random.nextInt(100) * HOUR;
                default -> random.nextLong(LATENESS.toMillis());
            };
            events.add(new Learned(event, happened.plusMillis(delay)));
        } while (random.nextInt(4) == 0);
    }
}
