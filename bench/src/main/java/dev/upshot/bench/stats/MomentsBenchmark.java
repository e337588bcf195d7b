package dev.upshot.bench.stats;

import dev.upshot.stats.moments.JointAccumulator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adding one observation to exact moments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MomentsBenchmark {
    private static final int MASK = 4095;

    private final long[] values =
            new SplittableRandom(1).longs(MASK + 1, -1_000_000, 1_000_000).toArray();
    private final JointAccumulator one = JointAccumulator.create(List.of(2));
    private final JointAccumulator pair = JointAccumulator.create(List.of(2, 2));
    private final JointAccumulator ratioWithCovariate = JointAccumulator.create(List.of(2, 2, 2, 2));
    private int next;

    /** n and two sums. */
    @Benchmark
    public void oneVariable() {
        one.add(values[next++ & MASK]);
    }

    /** n and five sums: a covariate, a ratio, a cluster. */
    @Benchmark
    public void twoVariables() {
        pair.add(values[next & MASK], values[++next & MASK]);
    }

    /** n and fourteen sums. */
    @Benchmark
    public void ratioWithCovariate() {
        ratioWithCovariate.add(
                values[next & MASK], values[++next & MASK], values[++next & MASK], values[++next & MASK]);
    }
}
