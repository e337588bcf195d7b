package dev.upshot.stats.survival;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;
import java.util.function.IntToDoubleFunction;

/**
 * The age by which a share ν of the units has had its event, with its interval: the median for 0.5, the p90 for 0.9.
 *
 * <p>It is the age at which survival falls to 1 − ν. The interval (Brookmeyer and Crowley 1982) holds the ages at which the band around the
 * survival curve does: with z the normal quantile and \( s_k = \sqrt{G_k} / |\ln S_k| \) the band at the end of bin k is \( S_k^{\exp(\pm z
 * s_k)} \). Between edges everything falls evenly.
 *
 * <ul>
 *   <li>Fewer than two units: {@link Reason#TOO_FEW_UNITS}. Survival does not fall so far yet: {@link Reason#FOLLOW_UP_TOO_SHORT}.
 *   <li>The upper bound is infinite while the band's upper edge has not fallen so far: the quantile may be any later age.
 * </ul>
 *
 * <p>Numerical method: logarithm and power in Java's {@link StrictMath}: the bounds are reproduced elsewhere up to the platform's last digits,
 * the quantile itself bit for bit.
 *
 * @param value the age, in the unit of the ages
 * @param lower lower bound, finite
 * @param upper upper bound; infinite if it is not known yet
 * @param n number of units
 * @param critical z, positive
 */
public record TimeQuantile(double value, double lower, double upper, long n, double critical) {

    /**
     * Of one arm.
     *
     * @param counts events and follow-up by age
     * @param nu the share of units, in (0, 1)
     * @param alpha two-sided error rate of the interval, in (0, 1)
     * @return the quantile, or why there is none
     * @throws IllegalArgumentException if an argument is out of its range or a count is negative
     */
    public static Result<TimeQuantile> of(AgeCounts counts, double nu, double alpha) {
        Arguments.checkOpenUnit("nu", nu);
        double z = Level.twoSided(alpha).critical(Double.POSITIVE_INFINITY);
        return SurvivalCurve.ofAtLeast(2, counts).then(curve -> {
            double wanted = 1 - nu;
            double value = crossing(curve, wanted, curve::survival);
            if (Double.isInfinite(value)) {
                return Result.missing(Reason.FOLLOW_UP_TOO_SHORT);
            }
            double lower = crossing(curve, wanted, bin -> band(curve, bin, z));
            double upper = crossing(curve, wanted, bin -> band(curve, bin, -z));
            return Result.of(new TimeQuantile(value, Math.min(lower, value), Math.max(upper, value), curve.n(), z));
        });
    }

    /**
     * The quantile's sampling variance, \( ((U - L) / 2 z)^2 \).
     *
     * @return not negative; {@link Reason#FOLLOW_UP_TOO_SHORT} while the upper bound is infinite
     */
    public Result<Double> variance() {
        if (Double.isInfinite(upper)) {
            return Result.missing(Reason.FOLLOW_UP_TOO_SHORT);
        }
        double half = (upper - lower) / (2 * critical);
        return Result.of(half * half);
    }

    /**
     * Compares two arms' quantiles.
     *
     * @param baseline the baseline's
     * @param candidate the candidate's
     * @return the contrast against the normal distribution; {@link Reason#FOLLOW_UP_TOO_SHORT} while an upper bound is infinite
     */
    public static Result<Contrast> difference(TimeQuantile baseline, TimeQuantile candidate) {
        return baseline.variance()
                .then(varianceA -> candidate
                        .variance()
                        .map(varianceB -> Contrast.independent(
                                baseline.value,
                                varianceA,
                                baseline.n,
                                candidate.value,
                                varianceB,
                                candidate.n,
                                Reference.NORMAL)));
    }

    /** The lower edge of the band for a positive z, the upper one for a negative. */
    private static double band(SurvivalCurve curve, int bin, double z) {
        double survival = curve.survival(bin);
        if (survival == 1) {
            return 1;
        }
        if (survival == 0) {
            // Greenwood's variance is infinite: the lower edge is zero, the upper one has fallen no further than in the
            // bin before.
            return z > 0 ? 0 : bin == 0 ? 1 : band(curve, bin - 1, z);
        }
        double error = Math.sqrt(curve.greenwood(bin)) / -StrictMath.log(survival);
        return StrictMath.pow(survival, StrictMath.exp(z * error));
    }

    /** The first age at which a falling line through the edges reaches the wanted height; infinite if none does. */
    private static double crossing(SurvivalCurve curve, double wanted, IntToDoubleFunction height) {
        double before = 1;
        for (int bin = 0; bin < curve.knownBins(); bin++) {
            double after = height.applyAsDouble(bin);
            if (after <= wanted) {
                double share = (before - wanted) / (before - after);
                return (double) curve.edges().get(bin) + curve.width(bin) * share;
            }
            before = after;
        }
        return Double.POSITIVE_INFINITY;
    }
}
