package dev.upshot.bench.calibration;

import java.util.SplittableRandom;

/** A generator for every run of a study, so that runs may go in any order and on any thread. */
final class Seeds {
    private final long[] seeds;

    private Seeds(long[] seeds) {
        this.seeds = seeds;
    }

    static Seeds of(long seed, int runs) {
        return new Seeds(new SplittableRandom(seed).longs(runs).toArray());
    }

    SplittableRandom random(int run) {
        return new SplittableRandom(seeds[run]);
    }
}
