package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/** Keeps the bounds that were asked for. */
final class OneOrTwoSided {
    private OneOrTwoSided() {}

    /** An estimate with the bounds asked for, the other one infinite; unbounded if one of the two exceeds every number. */
    static Result<Estimate> interval(
            Alternative alternative, double value, double standardError, double lower, double upper) {
        boolean finite = Double.isFinite(value)
                && Double.isFinite(standardError)
                && Double.isFinite(lower)
                && Double.isFinite(upper);
        if (!finite) {
            return Result.missing(Reason.UNBOUNDED);
        }
        return Result.of(new Estimate(
                value,
                standardError,
                alternative == Alternative.LESS ? Double.NEGATIVE_INFINITY : lower,
                alternative == Alternative.GREATER ? Double.POSITIVE_INFINITY : upper));
    }
}
