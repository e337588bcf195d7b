package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Looking all the time, in short: how often an interval of the relative lift ever misses the truth. Bounds are loose; the long version with
 * its figures is {@code bench/run calibration}.
 */
class PeekingTest {
    private static final long SEED = 20_261_124;
    private static final int RUNS = 200;
    private static final int UNITS = 12_000;
    private static final int EVERY = 100;
    /** Five in a hundred and three Monte-Carlo standard errors of 200 runs. */
    private static final double LOOSE = 0.096;

    private static final ConfidenceSequence CLOCK = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 5_000);
    private static final double NAIVE = new FixedSample(0.05, Alternative.TWO_SIDED, 5_000).multiplier();

    private enum Interval {
        FIELLER {
            @Override
            Result<Estimate> of(Contrast contrast, double multiplier) {
                return LiftInterval.relative(contrast, multiplier, Alternative.TWO_SIDED);
            }
        },
        LOG_RATIO {
            @Override
            Result<Estimate> of(Contrast contrast, double multiplier) {
                return LiftInterval.relativeByLogRatio(contrast, multiplier, Alternative.TWO_SIDED);
            }
        };

        abstract Result<Estimate> of(Contrast contrast, double multiplier);
    }

    @Test
    void gaussianValues() {
        ToDoubleFunction<SplittableRandom> values = random -> 10 + 10 * random.nextGaussian();
        assertThat(errors(values, Interval.FIELLER, 0.5)).as("seed %d", SEED).isLessThan(LOOSE);
        assertThat(errors(values, Interval.FIELLER, 0.1)).as("seed %d", SEED).isLessThan(LOOSE);
    }

    @Test
    void rareEvents() {
        ToDoubleFunction<SplittableRandom> values = random -> random.nextDouble() < 0.03 ? 1 : 0;
        assertThat(errors(values, Interval.LOG_RATIO, 0.5)).as("seed %d", SEED).isLessThan(LOOSE);
        assertThat(errors(values, Interval.FIELLER, 0.5)).as("seed %d", SEED).isLessThan(LOOSE);
    }

    @Test
    void cappedRevenueOfFewBuyers() {
        double cap = Math.exp(2 * 1.96);
        ToDoubleFunction<SplittableRandom> values =
                random -> random.nextDouble() < 0.1 ? Math.min(cap, Math.exp(2 * random.nextGaussian())) : 0;
        assertThat(errors(values, Interval.FIELLER, 0.5)).as("seed %d", SEED).isLessThan(LOOSE);
        assertThat(errors(values, Interval.FIELLER, 0.2)).as("seed %d", SEED).isLessThan(LOOSE);
    }

    @Test
    void theIntervalOfAFixedSampleDoesNotSurvivePeeking() {
        ToDoubleFunction<SplittableRandom> values = random -> 10 + 10 * random.nextGaussian();
        assertThat(errors(values, Interval.FIELLER, 0.5, units -> NAIVE))
                .as("seed %d", SEED)
                .isGreaterThan(0.25);
    }

    private static double errors(ToDoubleFunction<SplittableRandom> values, Interval interval, double share) {
        return errors(values, interval, share, CLOCK::multiplier);
    }

    private static double errors(
            ToDoubleFunction<SplittableRandom> values,
            Interval interval,
            double share,
            LongToDoubleFunction multiplier) {
        SplittableRandom seeds = new SplittableRandom(SEED);
        int missed = 0;
        for (int run = 0; run < RUNS; run++) {
            missed += misses(seeds.split(), values, interval, share, multiplier) ? 1 : 0;
        }
        return (double) missed / RUNS;
    }

    /** Both arms draw from the same distribution: the true lift is zero. */
    private static boolean misses(
            SplittableRandom random,
            ToDoubleFunction<SplittableRandom> values,
            Interval interval,
            double share,
            LongToDoubleFunction multiplier) {
        double[] n = new double[2];
        double[] events = new double[2];
        double[] sum = new double[2];
        double[] squares = new double[2];
        for (int unit = 1; unit <= UNITS; unit++) {
            int arm = random.nextDouble() < share ? 1 : 0;
            double value = values.applyAsDouble(random);
            n[arm]++;
            events[arm] += value == 0 ? 0 : 1;
            sum[arm] += value;
            squares[arm] += value * value;
            boolean open =
                    Gate.usual().judge((long) events[0], (long) events[1], Gate.Tail.CAPPED) == Gate.Opening.OPEN;
            if (unit % EVERY == 0 && open) {
                Contrast contrast = Contrast.independent(
                        sum[0] / n[0],
                        error(n[0], sum[0], squares[0]),
                        (long) n[0],
                        sum[1] / n[1],
                        error(n[1], sum[1], squares[1]),
                        (long) n[1],
                        Reference.NORMAL);
                boolean missed = interval.of(contrast, multiplier.applyAsDouble(unit))
                        .toOptional()
                        .filter(lift -> lift.lower() > 0 || lift.upper() < 0)
                        .isPresent();
                if (missed) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double error(double n, double sum, double squares) {
        return (squares - sum * sum / n) / (n - 1) / n;
    }
}
