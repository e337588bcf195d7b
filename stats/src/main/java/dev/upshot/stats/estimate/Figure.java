package dev.upshot.stats.estimate;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;
import java.util.Optional;

/** One arm's figure as the mean of n independent terms of the given variance; the first step of most estimators. */
record Figure(double value, double unitVariance, long n) {

    /** The first reason for which two samples cannot be compared. */
    static Optional<Reason> obstacle(Sample baseline, Sample candidate, Reason tooFew) {
        if (baseline.n() == 0) {
            return Optional.of(Reason.BASELINE_EMPTY);
        }
        if (candidate.n() == 0) {
            return Optional.of(Reason.CANDIDATE_EMPTY);
        }
        return baseline.n() < 2 || candidate.n() < 2 ? Optional.of(tooFew) : Optional.empty();
    }

    /** Compares the figures of independent arms; with {@link Reference#POOLED} they share one variance. */
    static Result<Contrast> contrast(Figure a, Figure b, Reference reference) {
        double varianceA = a.unitVariance;
        double varianceB = b.unitVariance;
        if (reference == Reference.POOLED) {
            varianceA = Reference.pooled(varianceA, a.n, varianceB, b.n);
            varianceB = varianceA;
        }
        return representable(
                a.value, b.value, varianceA / (double) a.n, varianceB / (double) b.n, 0, a.n, b.n, reference);
    }

    /** A contrast, unless its figures have left the range of {@code double}. */
    static Result<Contrast> representable(
            double baseline,
            double candidate,
            double baselineVariance,
            double candidateVariance,
            double covariance,
            long baselineUnits,
            long candidateUnits,
            Reference reference) {
        double all = baseline + candidate + baselineVariance + candidateVariance + covariance;
        if (!Double.isFinite(all)) {
            return Result.missing(Reason.NOT_REPRESENTABLE);
        }
        return Result.of(new Contrast(
                baseline,
                candidate,
                Math.max(0, baselineVariance),
                Math.max(0, candidateVariance),
                covariance,
                baselineUnits,
                candidateUnits,
                reference));
    }
}
