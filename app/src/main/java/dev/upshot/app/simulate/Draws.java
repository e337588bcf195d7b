package dev.upshot.app.simulate;

/**
 * A sequence of pseudo-random numbers that is the same on every machine and Java version: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", 2014). Each story has its own, so that stories can be told in
 * any order.
 */
final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws of(long seed, long story) {
        return new Draws(mixed(mixed(seed) + GAMMA * story));
    }

    /** Scrambles all bits; a bijection. */
    static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GAMMA;
        return mixed(state);
    }

    /** Uniform in [0, 1). */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform among 0 … bound − 1, with a bias below 2⁻³² for the bounds used here. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Uniform among least … most, both included. */
    long between(long least, long most) {
        return least + Long.remainderUnsigned(next(), most - least + 1);
    }

    /** True this many times in ten thousand. */
    boolean chance(int inTenThousand) {
        return below(10_000) < inTenThousand;
    }
}
