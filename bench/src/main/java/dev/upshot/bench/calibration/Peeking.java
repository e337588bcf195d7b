package dev.upshot.bench.calibration;

import static java.util.Objects.requireNonNull;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.stats.sequence.LiftInterval;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * How often an interval of the relative lift misses the truth at any look, when one looks every so many units.
 *
 * @param outcomes what is measured
 * @param candidateShare the candidate's share of units
 * @param lift the true relative lift
 */
record Peeking(Outcomes outcomes, double candidateShare, double lift) {
    static final double ALPHA = 0.05;
    static final long PLANNED = 20_000;
    private static final int FIRST_LOOK = 500;

    /** What is compared. */
    enum Method {
        /** The interval of a fixed sample at every look. */
        NAIVE("naive t"),
        /** A confidence sequence's multiplier on the delta method's standard error, ungated, as several platforms do. */
        DELTA("delta CS"),
        /** The same behind the gate. */
        GATED_DELTA("delta CS + gate"),
        /** Log-ratio behind the gate: ours for binary KPIs. */
        GATED_LOG_RATIO("log-ratio CS + gate"),
        /** Fieller behind the gate: ours for all others. */
        GATED_FIELLER("Fieller CS + gate");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * The share of runs in which each method missed at least once.
     *
     * @param runs how many
     * @param units of both arms together in a run
     * @param every so many units one looks
     * @param seed of the study
     */
    Map<Method, Double> anyLookErrors(int runs, int units, int every, long seed) {
        ConfidenceSequence clock = new ConfidenceSequence(ALPHA, Alternative.TWO_SIDED, PLANNED);
        double[] multipliers = IntStream.rangeClosed(1, units / every)
                .mapToDouble(look -> clock.multiplier((long) look * every))
                .toArray();
        Map<Method, LongAdder> misses = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            misses.put(method, new LongAdder());
        }
        Seeds seeds = Seeds.of(seed, runs);
        IntStream.range(0, runs).parallel().forEach(run -> {
            boolean[] missed = run(seeds.random(run), multipliers, every);
            for (Method method : Method.values()) {
                if (missed[method.ordinal()]) {
                    requireNonNull(misses.get(method)).increment();
                }
            }
        });
        Map<Method, Double> errors = new EnumMap<>(Method.class);
        misses.forEach((method, count) -> errors.put(method, count.doubleValue() / runs));
        return errors;
    }

    private boolean[] run(SplittableRandom random, double[] multipliers, int every) {
        boolean[] missed = new boolean[Method.values().length];
        double naive = new FixedSample(ALPHA, Alternative.TWO_SIDED, PLANNED).multiplier();
        Arm baseline = new Arm();
        Arm candidate = new Arm();
        for (int look = 0; look < multipliers.length; look++) {
            for (int i = 0; i < every; i++) {
                boolean isCandidate = random.nextDouble() < candidateShare;
                double value = outcomes.draw(random, isCandidate ? lift : 0);
                (isCandidate ? candidate : baseline).add(value, outcomes.isEvent(value));
            }
            if ((look + 1) * every >= FIRST_LOOK && baseline.n() > 1 && candidate.n() > 1) {
                look(baseline, candidate, naive, multipliers[look], missed);
            }
        }
        return missed;
    }

    private void look(Arm baseline, Arm candidate, double naive, double multiplier, boolean[] missed) {
        Contrast contrast = Contrast.independent(
                baseline.mean(),
                baseline.error(),
                baseline.n(),
                candidate.mean(),
                candidate.error(),
                candidate.n(),
                Reference.NORMAL);
        boolean open = Gate.usual().judge(baseline.events(), candidate.events(), Gate.Tail.CAPPED) == Gate.Opening.OPEN;
        boolean deltaMisses = deltaMisses(contrast, multiplier);
        missed[Method.NAIVE.ordinal()] |= deltaMisses(contrast, naive);
        missed[Method.DELTA.ordinal()] |= deltaMisses;
        if (open) {
            missed[Method.GATED_DELTA.ordinal()] |= deltaMisses;
            missed[Method.GATED_LOG_RATIO.ordinal()] |=
                    misses(LiftInterval.relativeByLogRatio(contrast, multiplier, Alternative.TWO_SIDED));
            missed[Method.GATED_FIELLER.ordinal()] |=
                    misses(LiftInterval.relative(contrast, multiplier, Alternative.TWO_SIDED));
        }
    }

    private boolean deltaMisses(Contrast contrast, double multiplier) {
        return contrast.relativeVariance()
                .toOptional()
                .filter(v -> Math.abs(contrast.difference() / Math.abs(contrast.baseline()) - lift)
                        > multiplier * Math.sqrt(v))
                .isPresent();
    }

    private boolean misses(Result<Estimate> estimate) {
        return estimate.toOptional()
                .filter(e -> lift < e.lower() || lift > e.upper())
                .isPresent();
    }
}
