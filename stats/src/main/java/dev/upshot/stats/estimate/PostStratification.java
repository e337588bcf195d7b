package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;
import java.util.List;

/**
 * The contrast of means with the strata weighed alike in both arms.
 *
 * <p>With stratum s holding the share \( \nu_s = n_s / n \) of all units of both arms:
 *
 * <p>\[ m = \sum_s \nu_s \bar{Y}_s, \quad e = \sum_s \nu_s^2 \frac{v_s}{n_{arm,s}} + \frac{1}{n} \Big( \sum_s \nu_s \bar{Y}_s^2 - m^2 \Big) \]
 *
 * <p>\[ g = \frac{1}{n} \Big( \sum_s \nu_s \bar{Y}_{a,s} \bar{Y}_{b,s} - m_a m_b \Big) \]
 *
 * <p>The second term of e, and g, is the chance that other units had come (multinomial shares); what both arms have in common of it cancels
 * in the difference.
 *
 * <ul>
 *   <li>A stratum without units is left out; one with fewer than two units in an arm: {@link Reason#STRATUM_TOO_SMALL}.
 *   <li>Strata must be known before the decision.
 *   <li>Sums run in the order given: a fixed order gives the same bits.
 * </ul>
 *
 * <p>Reference: Miratrix, Sekhon, Yu (2013). Adjusting treatment effect estimates by post-stratification in randomized experiments. JRSS B
 * 75, 369–396.
 */
public final class PostStratification {
    private PostStratification() {}

    /**
     * One stratum.
     *
     * @param baseline the baseline's units in it; variable 0 is the KPI
     * @param candidate the candidate's units in it; variable 0 is the KPI
     */
    public record Stratum(Sample baseline, Sample candidate) {
        double n() {
            return (double) baseline.n() + (double) candidate.n();
        }
    }

    /**
     * Compares the weighed means.
     *
     * @param strata in a fixed order, at least one
     * @return the contrast against the normal distribution, or why there is none
     * @throws IllegalArgumentException if there is no stratum
     */
    public static Result<Contrast> means(List<Stratum> strata) {
        Arguments.checkCount("number of strata", strata.size(), 1);
        long unitsA = 0;
        long unitsB = 0;
        boolean tooSmall = false;
        for (Stratum stratum : strata) {
            unitsA = Math.addExact(unitsA, stratum.baseline().n());
            unitsB = Math.addExact(unitsB, stratum.candidate().n());
            tooSmall |= stratum.n() > 0
                    && Math.min(stratum.baseline().n(), stratum.candidate().n()) < 2;
        }
        if (unitsA == 0 || unitsB == 0) {
            return Result.missing(unitsA == 0 ? Reason.BASELINE_EMPTY : Reason.CANDIDATE_EMPTY);
        }
        return tooSmall ? Result.missing(Reason.STRATUM_TOO_SMALL) : weighed(strata, unitsA, unitsB);
    }

    private static Result<Contrast> weighed(List<Stratum> strata, long unitsA, long unitsB) {
        double n = (double) unitsA + (double) unitsB;
        double meanA = 0;
        double meanB = 0;
        for (Stratum stratum : strata) {
            if (stratum.n() > 0) {
                double share = stratum.n() / n;
                meanA += share * stratum.baseline().mean(0);
                meanB += share * stratum.candidate().mean(0);
            }
        }
        double withinA = 0;
        double withinB = 0;
        double betweenA = 0;
        double betweenB = 0;
        double common = 0;
        for (Stratum stratum : strata) {
            if (stratum.n() > 0) {
                Sample a = stratum.baseline();
                Sample b = stratum.candidate();
                double share = stratum.n() / n;
                double awayA = a.mean(0) - meanA;
                double awayB = b.mean(0) - meanB;
                withinA += share * share * (a.variance(0) / (double) a.n());
                withinB += share * share * (b.variance(0) / (double) b.n());
                betweenA += share * awayA * awayA;
                betweenB += share * awayB * awayB;
                common += share * awayA * awayB;
            }
        }
        return Figure.representable(
                meanA,
                meanB,
                withinA + betweenA / n,
                withinB + betweenB / n,
                common / n,
                unitsA,
                unitsB,
                Reference.NORMAL);
    }
}
