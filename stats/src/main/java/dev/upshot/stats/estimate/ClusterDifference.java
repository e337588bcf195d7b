package dev.upshot.stats.estimate;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * The contrast of two arms' means when the decisions of one subject hang together.
 *
 * <p>With S the sum of a subject's values and N their number, the mean over decisions is \( \Sigma S / \Sigma N \), and its variance is
 * that of a ratio over the K subjects ({@link RatioDifference}). Ten decisions of a subject with an intra-class correlation of 0.3 have a
 * design effect of 3.7: an interval that takes them as independent covers 69 % instead of 95 %.
 *
 * <p>The subjects must be independent and assigned as a whole; K is what matters. Below about 40 subjects in an arm the interval is
 * somewhat too narrow, and with subjects of very different size earlier.
 */
public final class ClusterDifference {
    private ClusterDifference() {}

    /**
     * Compares the means over decisions.
     *
     * @param baseline sample of the variables S, N with one unit for each subject
     * @param candidate sample of the variables S, N with one unit for each subject
     * @return the contrast, whose units are subjects; or {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, {@link
     *     Reason#TOO_FEW_CLUSTERS} (fewer than two in an arm), {@link Reason#ZERO_DENOMINATOR} (subjects without decisions)
     * @throws IllegalArgumentException if a sample has fewer than two variables
     */
    public static Result<Contrast> of(Sample baseline, Sample candidate) {
        return RatioDifference.of(baseline, candidate, Reference.WELCH, Reason.TOO_FEW_CLUSTERS);
    }
}
