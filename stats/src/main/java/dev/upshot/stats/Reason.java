package dev.upshot.stats;

import java.util.Locale;

/** Why an estimate is missing. Where several apply, the one that is declared first is given. */
public enum Reason {
    /** The baseline arm has no unit: neither difference is given. */
    BASELINE_EMPTY,
    /** The candidate arm has no unit: neither difference is given. */
    CANDIDATE_EMPTY,
    /** An arm has fewer than two units, hence no variance: neither difference is given. */
    TOO_FEW_UNITS,
    /** An arm's ratio has nothing to divide by, its denominators sum to zero: neither difference is given. */
    ZERO_DENOMINATOR,
    /** The standard error is zero, for no value differs from its arm's mean: neither difference is given. */
    ZERO_VARIANCE,
    /** The baseline's mean is zero: the relative difference is not given, the absolute one is. */
    ZERO_BASELINE_MEAN;

    /**
     * The name in events and tables.
     *
     * @return lower case with underscores, for example {@code baseline_empty}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
