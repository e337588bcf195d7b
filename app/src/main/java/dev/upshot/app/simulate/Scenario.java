package dev.upshot.app.simulate;

import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.ValueKpi;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What holds for a whole simulated history: who may decide, how often, what comes of it, how ids are made. */
final class Scenario {

    /** Simulated history begins here, whenever it is made. */
    static final Instant START = Instant.parse("2025-10-01T00:00:00Z");

    /** A story tells nothing that is observed earlier than this before its own time. */
    static final Duration SLACK = Duration.ofHours(1);

    private static final int MOST_DAYS = 36_500;
    private static final long MOST_DECISIONS = 1_000_000_000;
    private static final long LONGEST_LEAD = Duration.ofMinutes(1).toMillis();
    private static final int[] SEGMENT_VALUES = {4, 3};

    final Plan plan;
    final long decisions;
    final long seed;
    final List<Cast> casts;
    final List<OutcomeProcess> processes;
    final @Nullable DecisionCosts costs;
    final List<Fault> faults;
    final Subjects subjects;

    private final long span;
    private final double[] upTo;
    private final double[] shares;
    private final long leastLead;
    private final long mostLead;
    private final String run;
    private final List<List<String>> segmentValues;

    private Scenario(Plan plan, long decisions, int days, long seed) {
        this.plan = plan;
        this.decisions = decisions;
        this.seed = seed;
        this.span = Duration.ofDays(days).toMillis();
        this.casts = Cast.of(plan);
        this.processes = OutcomeProcesses.of(plan);
        this.costs = DecisionCosts.of(plan);
        this.faults = Fault.possibleIn(plan, processes);
        this.shares = shares(plan);
        this.upTo = sums(shares);
        this.mostLead = mostLead(processes);
        this.leastLead = Math.min(1_000, mostLead);
        this.subjects = new Subjects(
                plan,
                processes.stream().flatMap(process -> process.kpis().stream()).toList(),
                processes.stream().mapToLong(OutcomeProcess::shortest).min().orElseThrow(),
                decisions,
                (double) span / decisions);
        this.run = run(plan, decisions, days, seed);
        this.segmentValues = segmentValues(plan.segments());
    }

    static Scenario of(Plan plan, long decisions, int days, long seed) {
        if (decisions < 1 || decisions > MOST_DECISIONS) {
            throw new CannotSimulateException(
                    "decisions must be between 1 and " + MOST_DECISIONS + ", not " + decisions);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new CannotSimulateException("days must be between 1 and " + MOST_DAYS + ", not " + days);
        }
        return new Scenario(plan, decisions, days, seed);
    }

    /** The earliest that a decision can be taken, milliseconds since 1970; never falls from one decision to the next. */
    long slot(long story) {
        return START.toEpochMilli() + (long) ((double) story / decisions * span);
    }

    long decidedAt(long story, Draws draws) {
        long slot = slot(story);
        return draws.between(slot, Math.max(slot, slot(story + 1) - 1));
    }

    /** The arm of all decisions about a subject. */
    int armOf(long subject) {
        return arm(Draws.of(~seed, subject));
    }

    int arm(Draws draws) {
        double point = draws.fraction();
        int arm = 0;
        while (point >= upTo[arm]) {
            arm++;
        }
        return arm;
    }

    double share(int arm) {
        return shares[arm];
    }

    /** Milliseconds from the request to the decision; never longer than the shortest duration from the request. */
    long lead(Draws draws) {
        return draws.between(leastLead, mostLead);
    }

    String subjectId(long subject) {
        return "s-" + run + "-" + subject;
    }

    String decisionId(long story) {
        return "d-" + run + "-" + story;
    }

    String outcomeId(long story, OutcomeProcess process, String suffix) {
        return "o-" + run + "-" + story + "-" + process.number() + suffix;
    }

    Map<String, String> segments(Draws draws) {
        Map<String, String> segments = new HashMap<>();
        for (int i = 0; i < segmentValues.size(); i++) {
            List<String> values = segmentValues.get(i);
            // Of two draws the smaller: the first value is the most frequent.
            int value = Math.min(draws.below(values.size()), draws.below(values.size()));
            if (!draws.chance(100)) {
                segments.put(plan.segments().get(i), values.get(value));
            }
        }
        return segments;
    }

    Truth truth() {
        Map<Kpi, List<Double>> means = new LinkedHashMap<>();
        BigDecimal meanLead = BigDecimal.valueOf(leastLead + mostLead).divide(BigDecimal.valueOf(2));
        for (OutcomeProcess process : processes) {
            for (Kpi kpi : process.kpis()) {
                means.put(kpi, perArm(arm -> process.mean(kpi, arm, meanLead)));
            }
        }
        means.putAll(meanCosts());
        List<Truth.KpiTruth> kpis = new ArrayList<>();
        for (Kpi kpi : plan.kpis()) {
            List<Double> known = kpi.parts().isEmpty() ? means.get(kpi) : composed(kpi, means);
            if (known != null) {
                kpis.add(new Truth.KpiTruth(kpi.name(), kpi.unit(), arms(known)));
            }
        }
        return new Truth(kpis);
    }

    /** A subject's cost is the sum over its episode, as far as the window reaches: that is not known beforehand. */
    private Map<Kpi, List<Double>> meanCosts() {
        Map<Kpi, List<Double>> means = new HashMap<>();
        if (costs != null && plan.unit() == Unit.DECISION) {
            for (Kpi kpi : plan.kpis()) {
                if (kpi instanceof ValueKpi value && DecisionCosts.isCost(value)) {
                    means.put(kpi, perArm(arm -> costs.mean(value, arm)));
                }
            }
        }
        return means;
    }

    /** Of sums over the same units; null where a part is not known or leaves units out. */
    private @Nullable List<Double> composed(Kpi kpi, Map<Kpi, List<Double>> means) {
        List<List<Double>> parts = new ArrayList<>();
        for (Kpi part : kpi.parts()) {
            List<Double> known = means.get(part);
            if (known == null || leavesUnitsOut(part)) {
                return null;
            }
            parts.add(known);
        }
        return kpi instanceof NetKpi net
                ? perArm(arm -> net(net.priced(), parts, arm))
                : perArm(arm -> parts.get(0).get(arm) / parts.get(1).get(arm));
    }

    /** Every decision carries its cost, so none is left out for want of one. */
    private static boolean leavesUnitsOut(Kpi part) {
        return part.missing() == Missing.EXCLUDE && !(part instanceof ValueKpi);
    }

    private static double net(List<NetKpi.Priced> priced, List<List<Double>> means, int arm) {
        double sum = 0;
        for (int i = 0; i < priced.size(); i++) {
            sum += priced.get(i).price().doubleValue() * means.get(i).get(arm);
        }
        return sum;
    }

    private List<Double> perArm(IntFunction<Double> mean) {
        return IntStream.range(0, casts.size()).mapToObj(mean).toList();
    }

    private List<Truth.ArmTruth> arms(List<Double> means) {
        double baseline = means.get(0);
        List<Truth.ArmTruth> arms = new ArrayList<>();
        for (int arm = 0; arm < means.size(); arm++) {
            double absolute = means.get(arm) - baseline;
            arms.add(new Truth.ArmTruth(
                    plan.arms().get(arm),
                    means.get(arm),
                    absolute,
                    baseline == 0 ? null : absolute / Math.abs(baseline)));
        }
        return arms;
    }

    private static double[] shares(Plan plan) {
        Map<String, Double> allocation = plan.design().allocation();
        List<String> arms = plan.arms();
        double[] shares = new double[arms.size()];
        for (int arm = 0; arm < shares.length; arm++) {
            shares[arm] = allocation.isEmpty() ? 1.0 / shares.length : allocation.getOrDefault(arms.get(arm), 0.0);
        }
        return shares;
    }

    private static double[] sums(double[] shares) {
        double[] sums = new double[shares.length];
        double sum = 0;
        for (int arm = 0; arm < shares.length; arm++) {
            sum += shares[arm];
            sums[arm] = sum;
        }
        // Shares are added in floating point: the last arm takes what is left.
        sums[shares.length - 1] = 1;
        return sums;
    }

    private static long mostLead(List<OutcomeProcess> processes) {
        long most = LONGEST_LEAD;
        for (OutcomeProcess process : processes) {
            List<Levels> times = process.times();
            if (times != null && process.fromRequest()) {
                most = Math.min(
                        most, times.stream().mapToLong(Levels::least).min().orElseThrow());
            }
        }
        return most;
    }

    /** Tells the ids of this history from those of any other, so that two can lie in the same topics. */
    private static String run(Plan plan, long decisions, int days, long seed) {
        CRC32 checksum = new CRC32();
        checksum.update((plan.id() + "|" + decisions + "|" + days + "|" + seed).getBytes(StandardCharsets.UTF_8));
        return Long.toString(checksum.getValue(), 36);
    }

    private static List<List<String>> segmentValues(List<String> dimensions) {
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            int count = i < SEGMENT_VALUES.length ? SEGMENT_VALUES[i] : 2;
            List<String> names = new ArrayList<>();
            for (int value = 0; value < count; value++) {
                names.add(dimensions.get(i) + "-" + (char) ('a' + value));
            }
            values.add(dimensions.get(i).equals("region") ? List.of("north", "south", "east", "west") : names);
        }
        return List.copyOf(values);
    }
}
