package dev.upshot.stats.moments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Units of several fixed-point variables, and their moments. */
public final class Units {
    private Units() {}

    /** Moments of the units, each a row of values, all at one scale. */
    public static JointMoments moments(int scale, long[][] units) {
        int variables = units.length == 0 ? 1 : units[0].length;
        JointAccumulator accumulator = JointAccumulator.create(Collections.nCopies(variables, scale));
        for (long[] unit : units) {
            accumulator.add(unit);
        }
        return accumulator.moments();
    }

    /** One variable's sample of whole numbers. */
    public static Sample of(long... values) {
        long[][] units = new long[values.length][];
        for (int i = 0; i < values.length; i++) {
            units[i] = new long[] {values[i]};
        }
        return moments(0, units).sample();
    }

    /** A sample of units given as rows of whole numbers. */
    public static Sample rows(long[]... units) {
        return moments(0, units).sample();
    }

    /** Random rows around an offset that may be far larger than the spread. */
    static long[][] random(Random random, int n, int variables, long offset, int spread) {
        long[][] units = new long[n][variables];
        for (long[] unit : units) {
            for (int i = 0; i < variables; i++) {
                unit[i] = offset + random.nextInt(2 * spread + 1) - spread;
            }
        }
        return units;
    }

    static long[][] shuffled(long[][] units, Random random) {
        List<long[]> rows = new ArrayList<>(List.of(units));
        Collections.shuffle(rows, random);
        return rows.toArray(new long[0][]);
    }
}
