package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;

/**
 * The probability that a group-sequential comparison claims an effect at one of its looks, if there is one.
 *
 * <p>Z at n units is a Brownian motion with drift, standardised: its mean is \( \delta \sqrt{n / N} \) with δ the effect in standard errors
 * at the planned N. The recursion is that of {@link Looks}, with the drift.
 */
public final class CrossingProbability {
    private CrossingProbability() {}

    /**
     * The power over all looks.
     *
     * @param clock the clock
     * @param standardErrors δ, the effect divided by its standard error at the planned number of units, finite
     * @param units mature units of both arms at each look, rising, at least one
     * @return the probability of a crossing on a side that is looked at, in [0, 1]; for an effect of zero, the error rate spent
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double of(GroupSequential clock, double standardErrors, long... units) {
        Arguments.checkFinite("standardErrors", standardErrors);
        if (units.length == 0) {
            throw new IllegalArgumentException("units must have at least one look");
        }
        // A bound on one side is that of the other mirrored.
        double effect = clock.alternative() == Alternative.LESS ? -standardErrors : standardErrors;
        double drift = effect / Math.sqrt((double) clock.plannedUnits());
        boolean both = clock.alternative() == Alternative.TWO_SIDED;
        Looks looks = clock.start();
        Transition here = Transition.toFirst((double) units[0], drift);
        double crossed = 0;
        for (int i = 0; i < units.length; i++) {
            looks = looks.next(units[i]);
            double bound = looks.multiplier();
            double lower = both ? -bound : Double.NEGATIVE_INFINITY;
            crossed += here.above(bound) + here.below(lower);
            if (i + 1 < units.length) {
                here = here.then(lower, bound, (double) units[i + 1]);
            }
        }
        return Math.min(1, crossed);
    }
}
