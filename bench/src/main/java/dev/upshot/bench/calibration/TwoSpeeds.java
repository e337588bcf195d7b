package dev.upshot.bench.calibration;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.sequence.ArmArrivals;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.DelayedOutcome;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two arms with the same eventual conversion of one in five, the candidate three times as fast: outcomes of units that entered long ago
 * still arrive. Looked at 200 times while units enter and for as long again.
 *
 * @param naive runs in which 1.96 standard errors of the conversion so far once missed "no difference in the end"
 * @param delayed runs in which the delayed-outcome sequence once missed what both arms would have brought by that moment
 * @param matureClaims runs in which the confidence sequence on units older than the window once claimed a lift, of units whose conversion by
 *     the end of a window that nearly all conversions keep is the same
 */
record TwoSpeeds(double naive, double delayed, double matureClaims) {
    private static final int LOOKS = 200;
    private static final double SLOW = 0.2;
    private static final double FAST = SLOW / 3;
    /** Ten slow delays: all but one conversion in 20,000 keeps it. */
    private static final double WINDOW = 10 * SLOW;

    private record Misses(boolean naive, boolean delayed, boolean mature) {}

    static TwoSpeeds simulate(int runs, int units, long seed) {
        Seeds seeds = Seeds.of(seed, runs);
        Misses[] misses = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> run(seeds.random(run), units))
                .toArray(Misses[]::new);
        double naive = 0;
        double delayed = 0;
        double mature = 0;
        for (Misses miss : misses) {
            naive += miss.naive ? 1 : 0;
            delayed += miss.delayed ? 1 : 0;
            mature += miss.mature ? 1 : 0;
        }
        return new TwoSpeeds(naive / runs, delayed / runs, mature / runs);
    }

    /** Units enter evenly over [0, 1]. */
    private static Misses run(SplittableRandom random, int units) {
        boolean[] candidate = new boolean[units];
        double[] slow = new double[units];
        double[] fast = new double[units];
        for (int i = 0; i < units; i++) {
            candidate[i] = random.nextDouble() < 0.5;
            boolean converts = random.nextDouble() < 0.2;
            double delay = converts ? -Math.log(1 - random.nextDouble()) : Double.POSITIVE_INFINITY;
            double entry = (double) i / units;
            slow[i] = entry + SLOW * delay;
            fast[i] = entry + FAST * delay;
        }
        Misses all = new Misses(false, false, false);
        for (int look = 10; look <= 2 * LOOKS; look++) {
            Misses now = look(candidate, slow, fast, (double) look / LOOKS);
            all = new Misses(all.naive | now.naive, all.delayed | now.delayed, all.mature | now.mature);
        }
        for (int look = 1; look <= LOOKS; look++) {
            Misses now = look(candidate, slow, fast, WINDOW + (double) look / LOOKS);
            all = new Misses(all.naive, all.delayed | now.delayed, all.mature | now.mature);
        }
        return all;
    }

    private static Misses look(boolean[] candidate, double[] slow, double[] fast, double now) {
        int units = candidate.length;
        int entered = (int) Math.min(units, Math.floor(now * units));
        int mature = (int) Math.max(0, Math.min(units, Math.floor((now - WINDOW) * units)));
        long truth = 0;
        long[] n = new long[2];
        long[] events = new long[2];
        long[] matureUnits = new long[2];
        long[] matureEvents = new long[2];
        for (int i = 0; i < entered; i++) {
            int arm = candidate[i] ? 1 : 0;
            double arrival = candidate[i] ? fast[i] : slow[i];
            truth += (fast[i] <= now ? 1 : 0) - (slow[i] <= now ? 1 : 0);
            n[arm]++;
            events[arm] += arrival <= now ? 1 : 0;
            if (i < mature) {
                matureUnits[arm]++;
                matureEvents[arm] += arrival <= (double) i / units + WINDOW ? 1 : 0;
            }
        }
        boolean naive = z(n, events) > 1.96;
        boolean delayed = false;
        if (Math.min(events[0], events[1]) >= 100) {
            Estimate difference = new DelayedOutcome(0.05, Alternative.TWO_SIDED, units / 10)
                    .difference(arrivals(events[0]), arrivals(events[1]), entered)
                    .orElseThrow();
            double perUnit = (double) truth / entered;
            delayed = perUnit < difference.lower() || perUnit > difference.upper();
        }
        boolean claims = Math.min(matureEvents[0], matureEvents[1]) >= 100
                && z(matureUnits, matureEvents)
                        > new ConfidenceSequence(0.05, Alternative.TWO_SIDED, units)
                                .multiplier(matureUnits[0] + matureUnits[1]);
        return new Misses(naive, delayed, claims);
    }

    private static ArmArrivals arrivals(long events) {
        return ArmArrivals.of(events, events, events, 0.5);
    }

    private static double z(long[] n, long[] events) {
        double a = (double) events[0] / n[0];
        double b = (double) events[1] / n[1];
        double variance = a * (1 - a) / n[0] + b * (1 - b) / n[1];
        return variance > 0 ? Math.abs(b - a) / Math.sqrt(variance) : 0;
    }
}
