package dev.upshot.stats.estimate;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * The contrast of two arms' means.
 *
 * <p>\[ m = \bar{Y}, \quad e = v / n \]
 *
 * <ul>
 *   <li>No unit in an arm: {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}.
 *   <li>Fewer than two units in an arm: {@link Reason#TOO_FEW_UNITS}.
 *   <li>Equal values in both arms: a contrast whose intervals are missing with {@link Reason#ZERO_VARIANCE}.
 * </ul>
 *
 * <p>Numerical method: basic operations only; SQL on {@code float8} gives the same bits.
 */
public final class MeanDifference {
    private MeanDifference() {}

    /**
     * With a variance for each arm (Welch 1947).
     *
     * @param baseline sample whose variable 0 is the KPI
     * @param candidate sample whose variable 0 is the KPI
     * @return the contrast, or why there is none
     */
    public static Result<Contrast> welch(Sample baseline, Sample candidate) {
        return of(baseline, candidate, Reference.WELCH);
    }

    /**
     * With one variance for both arms (Student 1908): too narrow where the smaller arm has the larger variance.
     *
     * @param baseline sample whose variable 0 is the KPI
     * @param candidate sample whose variable 0 is the KPI
     * @return the contrast, or why there is none
     */
    public static Result<Contrast> pooled(Sample baseline, Sample candidate) {
        return of(baseline, candidate, Reference.POOLED);
    }

    private static Result<Contrast> of(Sample a, Sample b, Reference reference) {
        return Figure.obstacle(a, b, Reason.TOO_FEW_UNITS)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> Figure.contrast(
                        new Figure(a.mean(0), a.variance(0), a.n()),
                        new Figure(b.mean(0), b.variance(0), b.n()),
                        reference));
    }
}
