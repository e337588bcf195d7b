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
    /** An arm has fewer than two clusters, hence no variance between clusters. */
    TOO_FEW_CLUSTERS,
    /** A stratum has fewer than two units in one of the arms: it cannot be weighed by its share. */
    STRATUM_TOO_SMALL,
    /** The standard error is zero, for no value differs from its arm's mean: neither difference is given. */
    ZERO_VARIANCE,
    /** The baseline's mean is zero: the relative difference is not given, the absolute one is. */
    ZERO_BASELINE_MEAN,
    /** Candidate over baseline is not positive: it has no logarithm. */
    NON_POSITIVE_RATIO,
    /** The baseline is too close to zero for its noise: no bounded interval holds the relative difference (Fieller). */
    UNBOUNDED,
    /** Too few units for an interval around this quantile. */
    TOO_FEW_FOR_QUANTILE,
    /** The units followed so far do not reach the quantile or the horizon asked for. */
    FOLLOW_UP_TOO_SHORT,
    /** No event happened in either arm while both had units at risk. */
    NO_EVENTS,
    /** All weights are zero: the logged policy never did what is to be valued. */
    ZERO_WEIGHTS,
    /** The effective sample size is below the gate: the logged policy hardly did what is to be valued. */
    POOR_OVERLAP,
    /** Cases of one unit hang together, and how much their number tells is not known: neither difference is given. */
    CLUSTERED_CASES,
    /** The figures leave the range in which a {@code double} can hold the answer. */
    NOT_REPRESENTABLE;

    /**
     * The name in events and tables.
     *
     * @return lower case with underscores, for example {@code baseline_empty}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
