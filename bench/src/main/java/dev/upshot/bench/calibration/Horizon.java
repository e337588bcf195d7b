package dev.upshot.bench.calibration;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.Looks;
import dev.upshot.stats.sequence.Spending;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often each clock claims something within a horizon of equally spaced looks, on a Gaussian random walk: without a difference its error
 * rate, with one its power.
 *
 * @param looks how many
 * @param standardErrors the effect divided by its standard error at the horizon
 */
record Horizon(int looks, double standardErrors) {
    private static final double ALPHA = 0.05;
    private static final long UNITS = 1_000_000;

    /** The share of runs with a claim, by clock. */
    Map<String, Double> claims(int runs, long seed) {
        double never = Double.POSITIVE_INFINITY;
        double fixed = new FixedSample(ALPHA, Alternative.TWO_SIDED, UNITS).multiplier();
        ConfidenceSequence sequence = new ConfidenceSequence(ALPHA, Alternative.TWO_SIDED, UNITS);
        double[] once = new double[looks];
        Arrays.fill(once, never);
        once[looks - 1] = fixed;
        double[] always = new double[looks];
        Arrays.fill(always, fixed);
        Map<String, double[]> bounds = new LinkedHashMap<>();
        bounds.put("one look at the end", once);
        bounds.put("group sequential, O'Brien–Fleming", spending(new Spending.OBrienFleming()));
        bounds.put("group sequential, αt²", spending(new Spending.Power(2)));
        bounds.put(
                "confidence sequence",
                IntStream.rangeClosed(1, looks)
                        .mapToDouble(k -> sequence.multiplier(UNITS * k / looks))
                        .toArray());
        bounds.put("naive, every look", always);
        Map<String, Double> claims = new LinkedHashMap<>();
        bounds.forEach((name, multipliers) -> claims.put(name, share(multipliers, runs, seed)));
        return claims;
    }

    private double[] spending(Spending spending) {
        double[] bounds = new double[looks];
        Looks state = new GroupSequential(ALPHA, Alternative.TWO_SIDED, UNITS, spending).start();
        for (int k = 1; k <= looks; k++) {
            state = state.next(UNITS * k / looks);
            bounds[k - 1] = state.multiplier();
        }
        return bounds;
    }

    private double share(double[] multipliers, int runs, long seed) {
        Seeds seeds = Seeds.of(seed, runs);
        long claims = IntStream.range(0, runs)
                .parallel()
                .filter(run -> crosses(seeds.random(run), multipliers))
                .count();
        return (double) claims / runs;
    }

    private boolean crosses(SplittableRandom random, double[] multipliers) {
        double step = Math.sqrt(1.0 / looks);
        double walk = 0;
        for (int k = 1; k <= looks; k++) {
            walk += step * random.nextGaussian() + standardErrors / looks;
            if (Math.abs(walk) >= multipliers[k - 1] * Math.sqrt((double) k / looks)) {
                return true;
            }
        }
        return false;
    }
}
