package dev.upshot.stats.survival;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Reference;

/**
 * The mean time to the event within a horizon τ: what a unit takes on average, a unit still open at τ counting τ (restricted mean survival
 * time).
 *
 * <p>\[ \mu(\tau) = \int_0^\tau S(t) dt, \quad e = \sum_k A_k^2 \frac{d_k}{r_k (r_k - d_k)}, \quad A_k = \int_{t_k}^\tau S(t) dt + \frac{1}{2}
 * w_k S_k \]
 *
 * <p>with A<sub>k</sub> from the end t<sub>k</sub> of bin k; its second term (w<sub>k</sub> the bin's width) belongs to a survival that falls
 * evenly in a bin.
 *
 * <ul>
 *   <li>Fewer than two units: {@link Reason#TOO_FEW_UNITS}.
 *   <li>No unit followed to τ while some are open before: {@link Reason#FOLLOW_UP_TOO_SHORT}. τ must be chosen before looking.
 *   <li>No event before τ in both arms: a comparison is missing with {@link Reason#ZERO_VARIANCE}.
 * </ul>
 *
 * <p>Numerical method: basic operations only; SQL on {@code float8} gives the same bits.
 *
 * <p>Reference: Royston, Parmar (2013), Restricted mean survival time, BMC Med. Res. Methodol. 13, 152.
 *
 * @param value μ(τ), in the unit of the ages
 * @param variance e, its sampling variance
 * @param n number of units
 */
public record RestrictedMean(double value, double variance, long n) {

    /**
     * Of one arm.
     *
     * @param counts events and follow-up by age
     * @param tau the horizon, an edge of the bins above 0
     * @return the mean within the horizon, or why there is none
     * @throws IllegalArgumentException if {@code tau} is no edge above 0 or a count is negative
     */
    public static Result<RestrictedMean> of(AgeCounts counts, long tau) {
        int bins = counts.edges().indexOf(tau);
        if (bins < 1) {
            throw new IllegalArgumentException("tau must be an edge above 0 of " + counts.edges() + ": " + tau);
        }
        return SurvivalCurve.ofAtLeast(2, counts)
                .then(curve -> curve.knownBins() < bins
                        ? Result.missing(Reason.FOLLOW_UP_TOO_SHORT)
                        : Result.of(within(curve, bins)));
    }

    /**
     * Compares two arms. A relative difference of −0.4 is 40 % faster.
     *
     * @param baseline events and follow-up of the baseline arm
     * @param candidate events and follow-up of the candidate arm, of the same bins
     * @param tau the horizon, an edge of the bins above 0
     * @return the contrast against the normal distribution; {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, or why an arm has
     *     no mean
     * @throws IllegalArgumentException if the bins differ, {@code tau} is no edge above 0 or a count is negative
     */
    public static Result<Contrast> difference(AgeCounts baseline, AgeCounts candidate, long tau) {
        baseline.checkSameEdges("candidate", candidate);
        if (baseline.n() == 0 || candidate.n() == 0) {
            return Result.missing(baseline.n() == 0 ? Reason.BASELINE_EMPTY : Reason.CANDIDATE_EMPTY);
        }
        return of(baseline, tau)
                .then(a -> of(candidate, tau)
                        .map(b -> Contrast.independent(
                                a.value, a.variance, a.n, b.value, b.variance, b.n, Reference.NORMAL)));
    }

    private static RestrictedMean within(SurvivalCurve curve, int bins) {
        double after = 0;
        double variance = 0;
        for (int bin = bins - 1; bin >= 0; bin--) {
            double reach = after + curve.width(bin) * (curve.survival(bin) / 2);
            variance += reach * reach * curve.hazardVariance(bin);
            after += curve.area(bin);
        }
        return new RestrictedMean(after, variance, curve.n());
    }
}
