package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * "Faster?", answered at any time: an anytime-valid test and interval on top of a log-rank statistic.
 *
 * <p>With U the log-rank score of the candidate arm (observed minus expected completions) and V its information (the sum of
 * hypergeometric variances), the score is in calendar time asymptotically a Brownian motion at information V with drift ln HR per unit of
 * it. So the normal mixture M of (U, V) is an e-value against "no difference", and
 *
 * <p>\[ \ln HR \in \frac{U \mp b(V)}{V} \]
 *
 * <p>with b the mixture's bound is a confidence sequence of the hazard ratio: above one the candidate's cases are completed faster. (The
 * score is taken with the sign under which more completions than expected in the candidate arm are positive.)
 *
 * <p>Conditions: proportional hazards for the interval (the e-value needs none); a ratio not far from one, for the score is linear in ln HR
 * only there; arms not so unequal that one of them has nearly no cases at risk; enough completions in each arm, see {@link Gate}. Censoring
 * may depend on entry but not on what is to come. Planned information is about D π (1 − π) with D planned completions and share π.
 *
 * <p>References:
 *
 * <ol>
 *   <li>ter Schure, J., Pérez-Ortiz, M. F., Ly, A., Grünwald, P. (2024). The anytime-valid logrank test: error control under continuous
 *       monitoring with unlimited horizon. New England Journal of Statistics in Data Science 2 (their Gaussian approximation).
 *   <li>Sellke, T., Siegmund, D. (1983). Sequential analysis of the proportional hazards model. Biometrika 70, 315–326.
 * </ol>
 *
 * @param alpha error rate over all looks, in (0, 1), one-sided below one half
 * @param alternative which bounds to give; {@link Alternative#GREATER} asks for "faster"
 * @param plannedInformation the information at which the sequence shall be narrowest, fixed before the start, finite and above zero
 */
public record LogRankSequence(double alpha, Alternative alternative, double plannedInformation) {
    /**
     * A sequence.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public LogRankSequence {
        Arguments.checkAlpha(alpha);
        if (alternative != Alternative.TWO_SIDED && alpha >= 0.5) {
            throw new IllegalArgumentException("alpha must be below 0.5 for one side: " + alpha);
        }
        Arguments.checkPositiveFinite("plannedInformation", plannedInformation);
    }

    /**
     * The logarithm of the e-value against "no difference" (one-sided: against "not faster", or "not slower").
     *
     * @param score U, at most 10<sup>150</sup> in magnitude
     * @param information V, finite and ≥ 0
     * @return ln e
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double logEValue(double score, double information) {
        Arguments.checkSquarable("score", score);
        Arguments.checkNotNegative("information", information);
        return switch (alternative) {
            case TWO_SIDED -> mixture().logTwoSided(score, information);
            case GREATER -> mixture().logOneSided(score, information);
            case LESS -> mixture().logOneSided(-score, information);
        };
    }

    /**
     * The anytime-valid p-value of this look: min(1, 1/e).
     *
     * @param score U, at most 10<sup>150</sup> in magnitude
     * @param information V, finite and ≥ 0
     * @return in [0, 1]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double pValue(double score, double information) {
        return Math.min(1, StrictMath.exp(-logEValue(score, information)));
    }

    /**
     * The hazard ratio: above one, the candidate is faster.
     *
     * @param score U, at most 10<sup>150</sup> in magnitude
     * @param information V, finite and ≥ 0
     * @return exp(U / V) with its bounds, the standard error by the delta method; missing with {@link Reason#NO_EVENTS} without information,
     *     or {@link Reason#UNBOUNDED} where a bound exceeds every number
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public Result<Estimate> hazardRatio(double score, double information) {
        Arguments.checkSquarable("score", score);
        Arguments.checkNotNegative("information", information);
        if (information == 0) {
            return Result.missing(Reason.NO_EVENTS);
        }
        double bound = alternative == Alternative.TWO_SIDED
                ? mixture().twoSidedBound(information, alpha)
                : mixture().oneSidedBound(information, alpha);
        double ratio = StrictMath.exp(score / information);
        double low = StrictMath.exp((score - bound) / information);
        double high = StrictMath.exp((score + bound) / information);
        return OneOrTwoSided.interval(alternative, ratio, ratio / Math.sqrt(information), low, high);
    }

    private NormalMixture mixture() {
        return NormalMixture.tunedFor(plannedInformation, alternative == Alternative.TWO_SIDED ? alpha : 2 * alpha);
    }
}
