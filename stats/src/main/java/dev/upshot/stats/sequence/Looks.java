package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The looks a {@link GroupSequential} clock has had, and the multiplier of the last one.
 *
 * <p>At look k with n<sub>k</sub> units the multiplier c<sub>k</sub> solves
 *
 * <p>\[ P(|Z_1| &lt; c_1, \dots, |Z_{k-1}| &lt; c_{k-1}, |Z_k| \ge c_k) = \alpha(t_k) - \text{spent so far} \]
 *
 * <p>where, without a difference, Z is a Brownian motion at information n<sub>k</sub> divided by its standard deviation. Estimate ±
 * c<sub>k</sub> · standard error over all looks is a repeated confidence interval: all of them hold together.
 *
 * <p>Immutable: {@link #next} returns a new object, which holds where the paths are that have not crossed.
 *
 * <ul>
 *   <li>Where the spending function grants less than 10<sup>-14</sup> the look can claim nothing: the multiplier is infinite, and what was
 *       not spent is left for later.
 *   <li>A look beyond the plan spends the rest on the true correlations, n<sub>j</sub>/n<sub>k</sub>; bounds of earlier looks stay as they
 *       were. After it nothing is left: further multipliers are infinite.
 * </ul>
 *
 * <p>Numerical method: Armitage, McPherson and Rowe's recursion by Gauss–Legendre quadrature, see {@link Transition}; the
 * multiplier by bisection, rounded to nine decimals.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Armitage, P., McPherson, C. K., Rowe, B. C. (1969). Repeated significance tests on accumulating data. JRSS A 132, 235–244.
 *   <li>Jennison, C., Turnbull, B. W. (2000). Group Sequential Methods with Applications to Clinical Trials, chapters 7, 9 and 19.
 * </ol>
 */
public final class Looks {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double LEAST_SPENDING = 1e-14;
    private static final double GREATEST_MULTIPLIER = 40;

    private final GroupSequential clock;
    private final Optional<Transition> arrival;
    private final long units;
    private final double multiplier;
    private final double spent;
    private final Optional<Looks> before;

    private Looks(
            GroupSequential clock,
            Optional<Transition> arrival,
            long units,
            double multiplier,
            double spent,
            Optional<Looks> before) {
        this.clock = clock;
        this.arrival = arrival;
        this.units = units;
        this.multiplier = multiplier;
        this.spent = spent;
        this.before = before;
    }

    static Looks none(GroupSequential clock) {
        return new Looks(clock, Optional.empty(), 0, Double.POSITIVE_INFINITY, 0, Optional.empty());
    }

    /**
     * One more look.
     *
     * @param units mature units of both arms together, more than at the last look, at most 2<sup>53</sup>
     * @return the looks with this one
     * @throws IllegalArgumentException if {@code units} is outside its range
     */
    public Looks next(long units) {
        return look(units, Math.min(1, (double) units / (double) clock.plannedUnits()));
    }

    /**
     * The last look, before the planned number of units is reached: spends all that is left. That it is the last must not be decided by the
     * result. If no unit has come since the look before, that look is taken again in its place: what crosses the new bound, which is nearer,
     * is what crosses either.
     *
     * @param units mature units of both arms together, at least as many as at the look before, from 1 to 2<sup>53</sup>
     * @return the looks with this one
     * @throws IllegalArgumentException if {@code units} is outside its range
     */
    public Looks last(long units) {
        return units == this.units && before.isPresent() ? before.orElseThrow().look(units, 1) : look(units, 1);
    }

    private Looks look(long now, double fraction) {
        Arguments.checkUnits("units", now, 1);
        if (now <= units) {
            throw new IllegalArgumentException("units must exceed those of the last look, " + units + ": " + now);
        }
        double lower = clock.alternative() == Alternative.TWO_SIDED ? -multiplier : Double.NEGATIVE_INFINITY;
        Transition here = arrival.map(a -> a.then(lower, multiplier, (double) now))
                .orElseGet(() -> Transition.toFirst((double) now, 0));
        double perBound = clock.alphaPerBound();
        double grant = clock.spending().spent(fraction, perBound) - spent;
        if (grant < LEAST_SPENDING) {
            return new Looks(clock, Optional.of(here), now, Double.POSITIVE_INFINITY, spent, forgetful());
        }
        double bound = solve(here, grant);
        return new Looks(clock, Optional.of(here), now, bound, spent + here.above(bound), forgetful());
    }

    /** These looks without what was before them: one step back is all that is ever taken. */
    private Optional<Looks> forgetful() {
        return Optional.of(new Looks(clock, arrival, units, multiplier, spent, Optional.empty()));
    }

    private static double solve(Transition here, double grant) {
        double low = -GREATEST_MULTIPLIER;
        double high = GREATEST_MULTIPLIER;
        while (high - low > 1e-11) {
            double middle = (low + high) / 2;
            if (here.above(middle) > grant) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Rounded.multiplier(high);
    }

    /**
     * The clock that runs.
     *
     * @return the clock
     */
    public GroupSequential clock() {
        return clock;
    }

    /**
     * Mature units at the last look.
     *
     * @return zero before the first
     */
    public long units() {
        return units;
    }

    /**
     * By how much to multiply the standard error at the last look.
     *
     * @return rounded to nine decimals; infinite before the first look and where nothing is granted
     */
    public double multiplier() {
        return multiplier;
    }

    /**
     * The error rate spent so far.
     *
     * @return of all bounds together, in [0, alpha]
     */
    public double spentAlpha() {
        return clock.alternative() == Alternative.TWO_SIDED ? 2 * spent : spent;
    }

    /**
     * The error rate of a single look with this multiplier, as other tools report the bound.
     *
     * @return \( 2 - 2 \Phi(c) \) two-sided, \( 1 - \Phi(c) \) one-sided; zero if the multiplier is infinite
     */
    public double nominalAlpha() {
        double tail = multiplier == Double.POSITIVE_INFINITY ? 0 : NORMAL.survivalProbability(multiplier);
        return clock.alternative() == Alternative.TWO_SIDED ? 2 * tail : tail;
    }

    /**
     * Whether everything is spent: no later look can claim anything.
     *
     * @return true after a look at or beyond the plan, or {@link #last}
     */
    public boolean finished() {
        return clock.alphaPerBound() - spent < 1e-9;
    }
}
