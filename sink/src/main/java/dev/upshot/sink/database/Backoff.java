package dev.upshot.sink.database;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries that double up to a limit, each shortened by chance so that several sinks do not try as one. */
public final class Backoff {
    private final RandomGenerator random;
    private final Duration first;
    private final Duration longest;
    private int failures;

    /**
     * Pauses that begin anew.
     *
     * @param first the full pause after the first failure
     * @param longest the full pause that is never exceeded
     */
    public Backoff(RandomGenerator random, Duration first, Duration longest) {
        this.random = random;
        this.first = first;
        this.longest = longest;
    }

    /** The pause before the next try: between half of the full pause and all of it. */
    public Duration next() {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(full / 2 + random.nextLong(full - full / 2 + 1));
    }

    /** A try has succeeded: the next pause is the first again. */
    public void reset() {
        failures = 0;
    }
}
