package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;

/**
 * Group-sequential looks by alpha spending: any number of looks at any times up to a planned horizon, with little loss of power against one
 * look at the end.
 *
 * <p>Information time is that of <em>mature</em> units: \( t = n / N \) with n mature units in both arms together and N planned. (With a
 * constant allocation information is proportional to n.) At a look the bound c is such that, without a difference, the probability of a
 * first crossing at this look is what the spending function grants between the last look and this one; see {@link Looks}.
 *
 * <ul>
 *   <li>When to look may be decided freely, but not by the result.
 *   <li>A look at or beyond N is the last one and spends all that is left, whatever n came to be. A later one finds nothing left to spend.
 *   <li>Units must mature in an order that does not depend on their outcomes. Readings whose units still change their values are not for
 *       this clock.
 * </ul>
 *
 * @param alpha error rate over all looks, in (0, 1)
 * @param alternative which bounds to give; two sides have symmetric bounds of half the error rate each
 * @param plannedUnits mature units of both arms together at the horizon, 1 to 2<sup>53</sup>
 * @param spending how the error rate is spent
 */
public record GroupSequential(double alpha, Alternative alternative, long plannedUnits, Spending spending)
        implements Clock {
    /**
     * A group-sequential clock.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public GroupSequential {
        Arguments.checkAlpha(alpha);
        Arguments.checkUnits("plannedUnits", plannedUnits, 1);
    }

    /**
     * The time before the first look.
     *
     * @return no looks yet
     */
    public Looks start() {
        return Looks.none(this);
    }

    /**
     * The looks at a list of times.
     *
     * @param units mature units of both arms at each look, rising
     * @return the state after the last one
     * @throws IllegalArgumentException if the units do not rise or are outside 1 to 2<sup>53</sup>
     */
    public Looks after(long... units) {
        Looks looks = start();
        for (long n : units) {
            looks = looks.next(n);
        }
        return looks;
    }

    double alphaPerBound() {
        return alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha;
    }

    @Override
    public GroupSequential withAlpha(double alpha) {
        return new GroupSequential(alpha, alternative, plannedUnits, spending);
    }

    @Override
    public String code() {
        return ClockCode.GROUP_SEQUENTIAL + "(alpha=" + alpha + ",sides=" + ClockCode.sides(alternative)
                + ",planned_units=" + plannedUnits + ",spending=" + spending.code() + ")";
    }
}
