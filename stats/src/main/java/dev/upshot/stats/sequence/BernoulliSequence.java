package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;

/**
 * A confidence sequence of a single arm's proportion that is exact from the first unit on, however rare the event: all p that the
 * beta-binomial mixture does not exclude,
 *
 * <p>\[ \{p : M_p(x - n p, n p (1 - p)) < 1/\alpha\}, \quad g = p, h = 1 - p \]
 *
 * <p>for x events in n units. Use it for a single rate; lifts of proportions are for {@link LiftInterval}.
 *
 * <p>Numerical method: the set is an interval around x/n; its ends by bisection to 10<sup>-10</sup>.
 *
 * <p>Reference: Howard et al. (2021), as in {@link BetaBinomialMixture}; confseq's {@code bernoulli_confidence_interval}.
 *
 * @param alpha error rate over all looks, in (0, 1)
 * @param plannedUnits units at which the sequence shall be narrowest, 1 to 2<sup>53</sup>
 */
public record BernoulliSequence(double alpha, long plannedUnits) {
    private static final double PRECISION = 1e-10;

    /**
     * A sequence.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public BernoulliSequence {
        Arguments.checkAlpha(alpha);
        Arguments.checkUnits("plannedUnits", plannedUnits, 1);
    }

    /**
     * Where the proportion may lie.
     *
     * @param events units with the event, 0 to {@code units}
     * @param units all units, 1 to 2<sup>53</sup>
     * @return the share with bounds in [0, 1] and its fixed-n standard error
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public Estimate proportion(long events, long units) {
        Arguments.checkUnits("units", units, 1);
        Arguments.checkPart("events", events, "units", units);
        double n = (double) units;
        double share = (double) events / n;
        return new Estimate(
                share, Math.sqrt(share * (1 - share) / n), edge(events, n, share, 0), edge(events, n, share, 1));
    }

    /** The last p that is not excluded on the way from the share to an end of [0, 1]. */
    private double edge(long events, double n, double share, double end) {
        double inside = share;
        double outside = end;
        if (!excludes(end == 0 ? PRECISION : 1 - PRECISION, events, n)) {
            return end;
        }
        while (Math.abs(outside - inside) > PRECISION) {
            double middle = (inside + outside) / 2;
            if (excludes(middle, events, n)) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return inside;
    }

    private boolean excludes(double p, long events, double n) {
        double perUnit = p * (1 - p);
        double log = BetaBinomialMixture.twoSided(perUnit * (double) plannedUnits, alpha, p, 1 - p)
                .log((double) events - n * p, n * perUnit);
        return log >= -StrictMath.log(alpha);
    }
}
