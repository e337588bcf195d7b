package dev.upshot.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.ClusterDifference;
import dev.upshot.stats.estimate.Fieller;
import dev.upshot.stats.estimate.LogBuckets;
import dev.upshot.stats.estimate.LogRatio;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.estimate.Quantile;
import dev.upshot.stats.moments.JointAccumulator;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.survival.AgeCounter;
import dev.upshot.stats.survival.AgeCounts;
import dev.upshot.stats.survival.RestrictedMean;
import dev.upshot.stats.survival.TimeQuantile;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    private static final Level LEVEL = Level.twoSided(0.05);
    private static final long SEED = 20261124;

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, 0, 0.5, 1})
    void relativeIntervalsHoldTheLiftOfSkewedAmounts(double lift) {
        RandomGenerator random = new SplittableRandom(SEED);
        int runs = 1500;
        int fieller = 0;
        int logarithmic = 0;
        for (int run = 0; run < runs; run++) {
            var contrast = MeanDifference.welch(amounts(random, 500, 1), amounts(random, 500, 1 + lift))
                    .orElseThrow();
            fieller += holds(Fieller.interval(contrast, LEVEL), lift);
            logarithmic += holds(LogRatio.of(contrast).then(ratio -> ratio.interval(LEVEL)), lift);
        }
        assertCoverage("Fieller", fieller, runs, 0.925, 0.975);
        assertCoverage("log-ratio", logarithmic, runs, 0.92, 0.975);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.3})
    void clusterIntervalsHoldTheDifferenceWhereIndependentOnesDoNot(double icc) {
        RandomGenerator random = new SplittableRandom(SEED);
        int runs = 800;
        int robust = 0;
        int naive = 0;
        for (int run = 0; run < runs; run++) {
            JointAccumulator[] clusters = new JointAccumulator[2];
            JointAccumulator[] decisions = new JointAccumulator[2];
            for (int arm = 0; arm < 2; arm++) {
                clusters[arm] = JointAccumulator.create(List.of(3, 0));
                decisions[arm] = JointAccumulator.create(List.of(3));
                for (int subject = 0; subject < 200; subject++) {
                    double own = Math.sqrt(icc) * random.nextGaussian();
                    long sum = 0;
                    int n = 5 + random.nextInt(11);
                    for (int i = 0; i < n; i++) {
                        long y = Math.round(1000 * (own + Math.sqrt(1 - icc) * random.nextGaussian()));
                        decisions[arm].add(y);
                        sum += y;
                    }
                    clusters[arm].add(sum, n);
                }
            }
            robust += holds(
                    ClusterDifference.of(sample(clusters[0]), sample(clusters[1]))
                            .then(contrast -> contrast.absolute(LEVEL)),
                    0);
            naive += holds(
                    MeanDifference.welch(sample(decisions[0]), sample(decisions[1]))
                            .then(contrast -> contrast.absolute(LEVEL)),
                    0);
        }
        assertCoverage("clusters", robust, runs, 0.915, 0.98);
        if (icc == 0.3) {
            assertCoverage("decisions taken as independent", naive, runs, 0.5, 0.8);
        }
    }

    @Test
    void quantileIntervalsHoldTheQuantile() {
        RandomGenerator random = new SplittableRandom(SEED);
        int runs = 1000;
        int median = 0;
        int p90 = 0;
        for (int run = 0; run < runs; run++) {
            Map<Integer, Long> counts = new TreeMap<>();
            for (int i = 0; i < 400; i++) {
                long y = Math.round(100_000 * Math.exp(random.nextGaussian()));
                counts.merge(LogBuckets.bucketOf(y, 7), 1L, Long::sum);
            }
            LogBuckets buckets = LogBuckets.of(7, counts);
            median += within(Quantile.of(buckets, 3, 0.5, 0.05).orElseThrow(), 100);
            p90 += within(Quantile.of(buckets, 3, 0.9, 0.05).orElseThrow(), 100 * Math.exp(1.2815515655));
        }
        // The outer edges of the buckets can only widen.
        assertCoverage("median", median, runs, 0.92, 0.99);
        assertCoverage("p90", p90, runs, 0.92, 0.99);
    }

    @Test
    void quantileIntervalsOfSubjectsHoldTheQuantile() {
        RandomGenerator random = new SplittableRandom(SEED);
        int runs = 500;
        int clustered = 0;
        int naive = 0;
        for (int run = 0; run < runs; run++) {
            long[][] values = new long[150][];
            Map<Integer, Long> counts = new TreeMap<>();
            for (int subject = 0; subject < values.length; subject++) {
                double own = Math.sqrt(0.4) * random.nextGaussian();
                values[subject] = new long[8];
                for (int i = 0; i < 8; i++) {
                    values[subject][i] = Math.round(100_000 * Math.exp(own + Math.sqrt(0.6) * random.nextGaussian()));
                    counts.merge(LogBuckets.bucketOf(values[subject][i], 7), 1L, Long::sum);
                }
            }
            LogBuckets buckets = LogBuckets.of(7, counts);
            int bucket = Quantile.bucket(buckets, 0.5);
            JointAccumulator clusters = JointAccumulator.create(List.of(0, 0));
            for (long[] subject : values) {
                clusters.add(
                        LongStream.of(subject)
                                .filter(y -> LogBuckets.bucketOf(y, 7) <= bucket)
                                .count(),
                        8);
            }
            clustered += within(
                    Quantile.clustered(buckets, 3, 0.5, 0.05, sample(clusters)).orElseThrow(), 100);
            naive += within(Quantile.of(buckets, 3, 0.5, 0.05).orElseThrow(), 100);
        }
        assertCoverage("clustered median", clustered, runs, 0.91, 0.99);
        assertCoverage("median taken as independent", naive, runs, 0.5, 0.88);
    }

    @Test
    void theRestrictedMeanIsUnbiasedWhereTheMeanOfCompletedCasesIsOffByHalf() {
        RandomGenerator random = new SplittableRandom(SEED);
        double truth = truncatedMean(50, 80) / truncatedMean(30, 80);
        int runs = 300;
        int held = 0;
        int median = 0;
        double lifts = 0;
        double completed = 0;
        double open = 0;
        for (int run = 0; run < runs; run++) {
            Durations slow = Durations.followed(random, 1500, 50, 0, 100);
            Durations fast = Durations.followed(random, 1500, 30, 0, 100);
            Estimate lift = RestrictedMean.difference(slow.counts(), fast.counts(), 800)
                    .then(contrast -> Fieller.interval(contrast, LEVEL))
                    .orElseThrow();
            lifts += lift.value();
            held += lift.lower() <= 1 / truth - 1 && 1 / truth - 1 <= lift.upper() ? 1 : 0;
            TimeQuantile half = TimeQuantile.of(slow.counts(), 0.5, 0.05).orElseThrow();
            median += half.lower() <= 500 * Math.log(2) && 500 * Math.log(2) <= half.upper() ? 1 : 0;
            completed += fast.completedMean() / slow.completedMean() - 1;
            open += slow.openShare();
        }
        assertThat(open / runs).as("open, seed %d", SEED).isBetween(0.35, 0.5);
        assertThat(lifts / runs / (1 / truth - 1)).as("bias, seed %d", SEED).isBetween(0.98, 1.02);
        assertThat(completed / runs / (1 / truth - 1))
                .as("completed cases only, seed %d", SEED)
                .isBetween(0.3, 0.7);
        assertCoverage("restricted mean", held, runs, 0.9, 0.99);
        assertCoverage("median time", median, runs, 0.9, 0.99);
    }

    @Test
    void armsThatDifferOnlyInHowLongTheyHaveBeenFollowedShowNoLift() {
        RandomGenerator random = new SplittableRandom(SEED);
        int runs = 400;
        int held = 0;
        for (int run = 0; run < runs; run++) {
            AgeCounts old = Durations.followed(random, 800, 40, 100, 200).counts();
            AgeCounts young = Durations.followed(random, 800, 40, 20, 120).counts();
            held += holds(
                    RestrictedMean.difference(old, young, 1000).then(contrast -> Fieller.interval(contrast, LEVEL)), 0);
        }
        assertCoverage("no lift", held, runs, 0.91, 0.985);
    }

    /** Units of an arm that started evenly in a past as long as their follow-up may be. */
    private record Durations(AgeCounts counts, double completedMean, double openShare) {
        private static final List<Long> EDGES =
                LongStream.rangeClosed(0, 100).map(i -> 10 * i).boxed().toList();

        static Durations followed(RandomGenerator random, int n, double mean, double least, double most) {
            AgeCounter counter = AgeCounter.create(EDGES);
            double sum = 0;
            int completed = 0;
            for (int i = 0; i < n; i++) {
                double time = -mean * Math.log(1 - random.nextDouble());
                double followUp = least + (most - least) * random.nextDouble();
                long age = (long) (10 * followUp);
                if (time < followUp) {
                    counter.add((long) (10 * time), age);
                    sum += time;
                    completed++;
                } else {
                    counter.add(age);
                }
            }
            return new Durations(counter.counts(), sum / completed, 1 - (double) completed / n);
        }
    }

    private static double truncatedMean(double mean, double horizon) {
        return mean * -Math.expm1(-horizon / mean);
    }

    /** Log-normal amounts with a mean of the given multiple of e^0.125. */
    private static Sample amounts(RandomGenerator random, int n, double multiple) {
        JointAccumulator sums = JointAccumulator.create(List.of(4));
        for (int i = 0; i < n; i++) {
            sums.add(Math.round(10_000 * multiple * Math.exp(0.5 * random.nextGaussian())));
        }
        return sample(sums);
    }

    private static Sample sample(JointAccumulator sums) {
        return sums.moments().sample();
    }

    private static int holds(Result<Estimate> interval, double truth) {
        Estimate estimate = interval.orElseThrow();
        return estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
    }

    private static int within(Quantile quantile, double truth) {
        return quantile.lower() <= truth && truth <= quantile.upper() ? 1 : 0;
    }

    private static void assertCoverage(String what, int held, int runs, double least, double most) {
        assertThat((double) held / runs)
                .as("coverage of %s in %d runs, seed %d", what, runs, SEED)
                .isBetween(least, most);
    }
}
