package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Random histories of one subject: conflicting versions, corrections, cycles, cancellations, superseded decisions, under plans that have every
 * type of KPI, join, credit model and unit at once. Times lie on a coarse grid, so that bounds are often met exactly.
 */
final class Histories {

    static final Plan BY_DECISION = plan("unit: decision");
    static final Plan BY_SUBJECT = plan("unit: subject");
    static final Plan WITHOUT_MIXED = plan("unit: subject\nseveral_arms: exclude");

    /** Every KPI joins by the decision's id. */
    static final Plan DIRECT = plan("unit: decision", ",\\s+attribution: \\{[^}]*}");

    static final List<Plan> PLANS = List.of(BY_DECISION, BY_SUBJECT, WITHOUT_MIXED, DIRECT);

    static final long HOUR = 3_600_000L;
    private static final String[] NAMES = {"correct", "opened", "closed", "recovery"};
    private static final long GRID = 6 * HOUR;

    private Histories() {}

    private static Plan plan(String unit) {
        return plan(unit, "$^");
    }

    private static Plan plan(String unit, String leftOut) {
        String text = """
            use_case: claims
            version: 1
            arms: {by: variant, baseline: human, candidates: [model]}
            segments: [region]
            lateness: PT18H
            kpis:
              - {name: any, type: binary, outcome: correct, window: PT18H, better: higher, covariate: prior}
              - {name: all, type: binary, rule: all, outcome: correct, window: PT12H, better: higher, missing: exclude}
              - {name: last, type: binary, rule: last, outcome: correct, window: P1D, better: higher}
              - {name: last touch, type: binary, outcome: correct, window: P1D, better: higher, attribution: {join: subject}}
              - {name: first touch, type: binary, rule: last, outcome: correct, window: PT18H, better: higher, missing: exclude,
                 attribution: {join: subject, model: first_touch}}
              - {name: direct, type: amount, outcome: recovery, scale: 2, cap: 50, window: PT36H, better: higher,
                 covariate: {name: tenure, scale: 0}}
              - {name: linear, type: amount, outcome: recovery, scale: 2, window: PT36H, better: higher,
                 attribution: {join: subject, model: linear}}
              - {name: position, type: amount, outcome: recovery, window: P1D, better: higher, missing: exclude,
                 attribution: {join: subject, model: position}}
              - {name: middle, type: amount, outcome: recovery, window: PT36H, better: higher, missing: exclude,
                 attribution: {join: subject, model: position, first: 0, last: 0}}
              - {name: ends, type: amount, outcome: recovery, scale: 3, window: PT36H, better: higher, missing: exclude, cap: 70,
                 attribution: {join: subject, model: position, first: 30, last: 70}}
              - {name: decay, type: amount, outcome: recovery, window: PT36H, better: higher,
                 attribution: {join: subject, model: time_decay, half_life: PT7H}}
              - {name: fast decay, type: amount, outcome: recovery, window: PT36H, better: higher, missing: exclude,
                 attribution: {join: subject, model: time_decay, half_life: PT5M}}
              - {name: number, type: count, outcome: correct, window: PT18H, cap: 2, better: higher}
              - {name: parts, type: count, outcome: correct, window: P1D, better: higher, missing: exclude,
                 attribution: {join: subject, model: linear}}
              - {name: processing, type: duration, from: requested_at, to: {outcome: closed}, horizon: PT36H, better: lower}
              - {name: handling, type: duration, from: {outcome: opened}, outcome: closed, window: P1D, better: lower}
              - {name: touched, type: duration, from: decided_at, outcome: closed, window: P1D, better: lower,
                 attribution: {join: subject, model: first_touch}}
              - {name: waiting, type: duration, to: decided_at, window: PT12H, better: lower}
              - {name: until review, type: duration, from: requested_at, to: reviewed_at, window: PT18H, better: lower}
              - {name: after review, type: duration, from: reviewed_at, outcome: closed, window: P1D, better: lower,
                 attribution: {join: subject}}
              - {name: score, type: value, of: score, better: higher}
              - {name: cost, type: value, of: cost, currency: EUR, window: P1D, cap: 30, better: lower}
              - {name: cost per yes, type: ratio, numerator: cost, denominator: any, better: lower, covariate: prior}
              - {name: per part, type: ratio, numerator: linear, denominator: parts, better: higher}
              - {name: net, type: net, currency: EUR, parts: {cost: -1, parts: 12.5, position: 0.25, last: -3}, better: higher}
            """;
        return PlanReader.parse(text.replaceAll(leftOut, "") + unit + "\n", "histories.yaml");
    }

    static List<JourneyEvent> random(SplittableRandom random) {
        int events = 1 + random.nextInt(18);
        boolean corrected = random.nextInt(3) > 0;
        // Few ids: all hangs together. Many: a corrected part beside parts that are not.
        int ids = random.nextInt(3) > 0 ? 5 : 25;
        List<JourneyEvent> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int kind = random.nextInt(10);
            history.add(
                    kind < 4
                            ? decision(i, corrected, ids, random)
                            : kind < 9 ? outcome(i, corrected, ids, random) : review(ids, random));
        }
        return history;
    }

    static Journey journey(Iterable<JourneyEvent> events) {
        Journey journey = Journey.EMPTY;
        for (JourneyEvent event : events) {
            journey = journey.with(event);
        }
        return journey;
    }

    static void shuffle(List<JourneyEvent> events, SplittableRandom random) {
        for (int i = events.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            JourneyEvent swapped = events.get(i);
            events.set(i, events.get(j));
            events.set(j, swapped);
        }
    }

    /** Holds a property against histories; a failure names the seed and the smallest history found that fails too. */
    static void forEach(int histories, BiConsumer<List<JourneyEvent>, SplittableRandom> property) {
        long first = Long.getLong("upshot.seed", 20261124L);
        for (long seed = first; seed < first + histories; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<JourneyEvent> history = random(random);
            SplittableRandom rest = random.split();
            try {
                property.accept(history, rest);
            } catch (AssertionError | RuntimeException e) {
                List<JourneyEvent> shrunk = shrink(history, property, seed);
                StringBuilder text = new StringBuilder();
                shrunk.forEach(event -> text.append("\n  ").append(event));
                throw new AssertionError(
                        "Run again with -Dupshot.seed=" + seed + "; smallest history that fails:" + text, e);
            }
        }
    }

    /** Drops halves, then quarters and so on, as long as the rest still fails. */
    private static List<JourneyEvent> shrink(
            List<JourneyEvent> failing, BiConsumer<List<JourneyEvent>, SplittableRandom> property, long seed) {
        List<JourneyEvent> smallest = failing;
        for (int size = failing.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= smallest.size(); ) {
                List<JourneyEvent> candidate = new ArrayList<>(smallest);
                candidate.subList(from, from + size).clear();
                if (fails(candidate, property, seed)) {
                    smallest = candidate;
                } else {
                    from += size;
                }
            }
        }
        return smallest;
    }

    private static boolean fails(
            List<JourneyEvent> history, BiConsumer<List<JourneyEvent>, SplittableRandom> property, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        random(random);
        try {
            property.accept(history, random.split());
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }

    private static Decision decision(int number, boolean corrected, int ids, SplittableRandom random) {
        long decidedAt = time(random);
        return new Decision(
                corrected ? id("d", random, ids) : "d" + number,
                decidedAt,
                decidedAt - random.nextLong(3) * HOUR,
                random.nextInt(3) > 0 ? "human" : "model",
                List.of(random.nextBoolean() ? "north" : "(none)"),
                corrected && random.nextInt(5) == 0 ? id("d", random, ids) : null,
                List.of(quantity(random), quantity(random), quantity(random), quantity(random)));
    }

    private static long quantity(SplittableRandom random) {
        return random.nextInt(4) == 0 ? Decision.NOT_GIVEN : random.nextLong(-500, 2_500);
    }

    private static Outcome outcome(int number, boolean corrected, int ids, SplittableRandom random) {
        String name = NAMES[random.nextInt(NAMES.length)];
        double value = name.equals("recovery") ? (random.nextInt(12_000) - 4_000) / 100.0 : random.nextInt(2);
        int standing = random.nextInt(corrected ? 8 : 2);
        return new Outcome(
                corrected ? id("o", random, ids + 2) : "o" + number,
                name,
                Outcome.Standing.values()[standing < 4 ? standing : 1],
                time(random),
                value,
                random.nextInt(5) == 0 ? null : id("d", random, corrected ? ids : 18),
                corrected && random.nextInt(4) == 0 ? id("o", random, ids + 2) : null);
    }

    private static Review review(int ids, SplittableRandom random) {
        return new Review(id("d", random, ids), time(random), random.nextBoolean());
    }

    /** Within six days, mostly on the grid, sometimes next to it. */
    private static long time(SplittableRandom random) {
        long besides = random.nextInt(5) == 0 ? random.nextLong(-1, 2) : 0;
        return 480 * HOUR + random.nextLong(24) * GRID + besides;
    }

    private static String id(String prefix, SplittableRandom random, int range) {
        return prefix + random.nextInt(range);
    }
}
