package dev.upshot.stats.trust;

import java.util.Locale;

/** What is checked. */
public enum Check {
    /** Units were given to the arms in the planned shares. */
    ALLOCATION,
    /** Of every arm the same share of units could be joined with what is measured. */
    JOIN,
    /** Of every arm the same share of units has matured. */
    MATURITY,
    /** What was known before the decision is distributed alike in the arms. */
    COVARIATE_BALANCE,
    /** Hardly any subject was given to more than one arm. */
    SUBJECTS_IN_SEVERAL_ARMS,
    /** Outcomes arrive equally fast in the arms. */
    DELAY;

    /**
     * The name in events and tables.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a failure means that the arms were not made comparable by chance, or did not stay so.
     *
     * @return true for shares and balance; false for what blurs or hurries a comparison and leaves it one
     */
    public boolean breaksComparability() {
        return this != SUBJECTS_IN_SEVERAL_ARMS && this != DELAY;
    }
}
