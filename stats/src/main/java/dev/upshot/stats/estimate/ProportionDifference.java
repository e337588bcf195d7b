package dev.upshot.stats.estimate;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import java.util.Optional;

/**
 * The difference of two arms' shares against the normal distribution.
 *
 * <p>\[ \Delta = p_b - p_a, \quad se^2 = \frac{p_a (1 - p_a)}{n_a} + \frac{p_b (1 - p_b)}{n_b} \]
 *
 * <p>or, with one share p for both arms under the null hypothesis, \( se^2 = p (1 - p) (1/n_a + 1/n_b) \). The continuity correction \(
 * \frac{1}{2} (1/n_a + 1/n_b) \) widens the interval and moves the statistic towards zero. The relative interval is that of the logarithm
 * of \( p_b / p_a \), with \( se / p \) where the variance is shared; its correction is the absolute one over p<sub>a</sub>.
 *
 * <ul>
 *   <li>No unit in an arm: {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}.
 *   <li>All yes or all no in both arms: {@link Reason#ZERO_VARIANCE}.
 *   <li>No yes in the baseline, or in the candidate, for the relative interval: {@link Reason#ZERO_BASELINE_MEAN}, {@link
 *       Reason#NON_POSITIVE_RATIO}.
 *   <li>The normal approximation wants some ten yes and ten no in each arm; below that use {@link ContingencyTable#fisher}.
 * </ul>
 */
public final class ProportionDifference {
    private final Proportion baseline;
    private final Proportion candidate;
    private final double variance;
    private final double logVariance;
    private final double correction;

    private ProportionDifference(
            Proportion baseline, Proportion candidate, double variance, double logVariance, double correction) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.variance = variance;
        this.logVariance = logVariance;
        this.correction = correction;
    }

    /**
     * The contrast of two shares, each with its own variance (Wald).
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return the contrast, or why there is none
     */
    public static Result<Contrast> contrast(Proportion baseline, Proportion candidate) {
        return obstacle(baseline, candidate)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> Result.of(Contrast.independent(
                        baseline.share(),
                        baseline.variance(),
                        baseline.n(),
                        candidate.share(),
                        candidate.variance(),
                        candidate.n(),
                        Reference.NORMAL)));
    }

    /**
     * Each share with its own variance.
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return the difference, or why there is none
     */
    public static Result<ProportionDifference> unpooled(Proportion baseline, Proportion candidate) {
        return contrast(baseline, candidate).then(contrast -> {
            double logVariance = (1 - baseline.share()) / (double) baseline.successes()
                    + (1 - candidate.share()) / (double) candidate.successes();
            return of(baseline, candidate, contrast.differenceVariance(), logVariance);
        });
    }

    /**
     * One share's variance for both.
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return the difference, or why there is none
     */
    public static Result<ProportionDifference> pooled(Proportion baseline, Proportion candidate) {
        return contrast(baseline, candidate).then(contrast -> {
            double both = (double) (baseline.successes() + candidate.successes())
                    / ((double) baseline.n() + (double) candidate.n());
            double variance = both * (1 - both) * (1 / (double) baseline.n() + 1 / (double) candidate.n());
            return of(baseline, candidate, variance, variance / (both * both));
        });
    }

    /**
     * With Yates' continuity correction.
     *
     * @return the same difference, held further from significance
     */
    public ProportionDifference continuityCorrected() {
        double half = (1 / (double) baseline.n() + 1 / (double) candidate.n()) / 2;
        return new ProportionDifference(baseline, candidate, variance, logVariance, half);
    }

    /**
     * The absolute difference.
     *
     * @param level error rate and sides
     * @return Δ with its interval, cut off at −1 and 1
     */
    public Estimate absolute(Level level) {
        double margin = level.critical(Double.POSITIVE_INFINITY) * Math.sqrt(variance) + correction;
        return switch (level.alternative()) {
            case TWO_SIDED -> absolute(Math.max(-1, difference() - margin), Math.min(1, difference() + margin));
            case GREATER -> absolute(Math.max(-1, difference() - margin), 1);
            case LESS -> absolute(-1, Math.min(1, difference() + margin));
        };
    }

    /**
     * The relative difference.
     *
     * @param level error rate and sides
     * @return p<sub>b</sub> / p<sub>a</sub> − 1 with its interval, or why there is none
     */
    public Result<Estimate> relative(Level level) {
        if (baseline.successes() == 0) {
            return Result.missing(Reason.ZERO_BASELINE_MEAN);
        }
        if (candidate.successes() == 0) {
            return Result.missing(Reason.NON_POSITIVE_RATIO);
        }
        double ratio = candidate.share() / baseline.share();
        double error = Math.sqrt(logVariance);
        double factor =
                StrictMath.exp(level.critical(Double.POSITIVE_INFINITY) * error + correction / baseline.share());
        double lower = ratio / factor - 1;
        double upper = ratio * factor - 1;
        if (!Double.isFinite(upper)) {
            return Result.missing(Reason.NOT_REPRESENTABLE);
        }
        return Result.of(
                switch (level.alternative()) {
                    case TWO_SIDED -> new Estimate(ratio - 1, ratio * error, lower, upper);
                    case GREATER -> new Estimate(ratio - 1, ratio * error, lower, Double.POSITIVE_INFINITY);
                    case LESS -> new Estimate(ratio - 1, ratio * error, -1, upper);
                });
    }

    /**
     * The chance of a difference at least as far out, were the shares equal.
     *
     * @param level the sides; its error rate is not used
     * @return the p-value, in [0, 1]
     */
    public double pValue(Level level) {
        double difference = difference();
        double nearer = Math.copySign(Math.max(Math.abs(difference) - correction, 0), difference);
        boolean corrected = switch (level.alternative()) {
            case TWO_SIDED -> true;
            case GREATER -> difference > 0;
            case LESS -> difference < 0;
        };
        return level.pValue(corrected ? nearer : difference, Math.sqrt(variance), Double.POSITIVE_INFINITY);
    }

    /** Difference over standard error, moved towards zero by the correction. */
    double statistic() {
        return Math.max(Math.abs(difference()) - correction, 0) / Math.sqrt(variance);
    }

    private double difference() {
        return candidate.share() - baseline.share();
    }

    private Estimate absolute(double lower, double upper) {
        return new Estimate(difference(), Math.sqrt(variance), lower, upper);
    }

    private static Result<ProportionDifference> of(Proportion a, Proportion b, double variance, double logVariance) {
        return variance > 0
                ? Result.of(new ProportionDifference(a, b, variance, logVariance, 0))
                : Result.missing(Reason.ZERO_VARIANCE);
    }

    private static Optional<Reason> obstacle(Proportion a, Proportion b) {
        if (a.n() == 0) {
            return Optional.of(Reason.BASELINE_EMPTY);
        }
        return b.n() == 0 ? Optional.of(Reason.CANDIDATE_EMPTY) : Optional.empty();
    }
}
