package dev.upshot.bench.stats;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Level;
import dev.upshot.stats.Moments;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Fieller;
import dev.upshot.stats.estimate.LogRatio;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.sequence.ConfidenceSequence;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One lift from exact sums: fixed-n absolute, delta, Fieller and log-ratio intervals, and the confidence sequence of each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LiftBenchmark {
    /** Units in each arm: Student's quantile takes longest with few. */
    @Param({"40", "400", "40000"})
    public long units;

    private final Level level = Level.twoSided(0.05);
    private final ConfidenceSequence clock = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 20_000);

    /** Every interval of one lift. */
    @Benchmark
    public void everyInterval(Blackhole hole) {
        Contrast contrast =
                MeanDifference.welch(Sample.of(arm(100)), Sample.of(arm(115))).orElseThrow();
        hole.consume(contrast.absolute(level));
        hole.consume(contrast.relative(level));
        hole.consume(Fieller.interval(contrast, level));
        LogRatio ratio = LogRatio.of(contrast).orElseThrow();
        hole.consume(ratio.interval(level));
        double multiplier = clock.multiplier(2 * units);
        hole.consume(Fieller.at(contrast, multiplier));
        hole.consume(ratio.at(multiplier));
    }

    /** Student's critical value alone. */
    @Benchmark
    public double criticalValue() {
        return level.critical((double) (2 * units) - 2.5);
    }

    private Moments arm(long mean) {
        return new Moments(
                units, BigInteger.valueOf(units * mean), BigInteger.valueOf(units * (mean * mean + 2500)), 2);
    }
}
