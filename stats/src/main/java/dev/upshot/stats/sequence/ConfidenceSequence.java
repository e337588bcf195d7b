package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;

/**
 * The asymptotic confidence sequence: intervals that hold at every look at once, however often and as long as one looks.
 *
 * <p>With n units in both arms together and N the planned number:
 *
 * <p>\[ \rho^2 = \frac{-2 \ln \alpha + \ln(1 - 2 \ln \alpha)}{N}, \quad c_n = \sqrt{\frac{n \rho^2 + 1}{n \rho^2} \ln\frac{n \rho^2 +
 * 1}{\alpha^2}} \]
 *
 * <p>and one-sided, with 2α in place of α in ρ,
 *
 * <p>\[ c_n = \sqrt{\frac{2 (n \rho^2 + 1)}{n \rho^2} \ln\left(1 + \frac{\sqrt{n \rho^2 + 1}}{2 \alpha}\right)} \]
 *
 * <p>The interval is estimate ± c<sub>n</sub> · standard error: a normal mixture on the scale where one unit has variance one. It is
 * narrowest, relative to a fixed sample, about N: 1.55 times as wide at α = 0.05. N must be fixed before the start, for validity; its
 * value matters little: three times too many or too few widen the interval by less than a tenth, ten times by less than a third.
 *
 * <ul>
 *   <li>The guarantee is asymptotic, like that of any interval from a standard error: it begins when means are normal and variances known
 *       well enough. That is what {@link Gate} waits for; without it the sequence is not safe on sparse or skewed values.
 *   <li>Units must be ordered by a time that does not depend on their outcomes, such as their maturity. Ordered by arrival of the outcome
 *       the sequence is void; {@link DelayedOutcome} is for that.
 *   <li>Intervals of successive looks are not intersected: a reading depends on the set of units only and not on who looked when.
 * </ul>
 *
 * <p>References:
 *
 * <ol>
 *   <li>Waudby-Smith, I., Arbour, D., Sinha, R., Kennedy, E. H., Ramdas, A. Time-uniform central limit theory and asymptotic confidence
 *       sequences. arXiv:2103.06476v7, equations 9, 134, 155, 161.
 *   <li>GrowthBook, packages/stats, frequentist/tests.py (the same formulas).
 * </ol>
 *
 * @param alpha error rate over all looks, in (0, 1)
 * @param alternative which bounds to give
 * @param plannedUnits units of both arms together at which the sequence shall be narrowest, 1 to 2<sup>53</sup>
 */
public record ConfidenceSequence(double alpha, Alternative alternative, long plannedUnits) implements Clock {
    /**
     * A confidence sequence.
     *
     * @throws IllegalArgumentException if an argument is outside its range; one-sided, {@code alpha} must be below one half
     */
    public ConfidenceSequence {
        Arguments.checkAlpha(alpha);
        if (alternative != Alternative.TWO_SIDED && alpha >= 0.5) {
            throw new IllegalArgumentException("alpha must be below 0.5 for one side: " + alpha);
        }
        Arguments.checkUnits("plannedUnits", plannedUnits, 1);
    }

    /**
     * By how much to multiply a standard error.
     *
     * @param units units of both arms together, 1 to 2<sup>53</sup>
     * @return c<sub>n</sub>, rounded to nine decimals; infinite if so few of the planned units are there that it exceeds every number
     * @throws IllegalArgumentException if {@code units} is outside its range
     */
    public double multiplier(long units) {
        Arguments.checkUnits("units", units, 1);
        double n = (double) units;
        NormalMixture mixture = mixture();
        double bound = alternative == Alternative.TWO_SIDED
                ? mixture.twoSidedBound(n, alpha)
                : mixture.oneSidedClosedForm(n, alpha);
        return Rounded.multiplier(bound / Math.sqrt(n));
    }

    /**
     * The logarithm of the e-value against "no difference" (one-sided: against "not greater", or "not less").
     *
     * @param z estimate divided by standard error, finite
     * @param units units of both arms together, 1 to 2<sup>53</sup>
     * @return ln e; the e-value's mean is at most one at any stopping time if there is no difference
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double logEValue(double z, long units) {
        Arguments.checkFinite("z", z);
        Arguments.checkUnits("units", units, 1);
        double n = (double) units;
        double root = Math.sqrt(n);
        return switch (alternative) {
            case TWO_SIDED -> mixture().logTwoSided(z * root, n);
            case GREATER -> mixture().logOneSided(z * root, n);
            case LESS -> mixture().logOneSided(-z * root, n);
        };
    }

    /**
     * The anytime-valid p-value of this look: min(1, 1/e). It may be reported at any time, also the smallest of several looks.
     *
     * @param z estimate divided by standard error, finite
     * @param units units of both arms together, 1 to 2<sup>53</sup>
     * @return in [0, 1]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double pValue(double z, long units) {
        return Math.min(1, StrictMath.exp(-logEValue(z, units)));
    }

    @Override
    public ConfidenceSequence withAlpha(double alpha) {
        return new ConfidenceSequence(alpha, alternative, plannedUnits);
    }

    @Override
    public String code() {
        return ClockCode.CONFIDENCE_SEQUENCE + "(alpha=" + alpha + ",sides=" + ClockCode.sides(alternative)
                + ",planned_units=" + plannedUnits + ")";
    }

    private NormalMixture mixture() {
        return NormalMixture.tunedFor((double) plannedUnits, alternative == Alternative.TWO_SIDED ? alpha : 2 * alpha);
    }
}
