package dev.upshot.streams.plan;

/**
 * Whether single decisions are kept in the reporting database, beside the sums they go into.
 *
 * @param isKept whether they are
 * @param months how many months they are kept at least, 1 to 1,200; 0: for ever
 */
public record Ledger(boolean isKept, int months) {

    /** The most months a plan may ask for. */
    public static final int MAX_MONTHS = 1_200;

    /** Sums only. */
    public static final Ledger NONE = new Ledger(false, 0);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code months} is not in [0, 1,200], or not 0 where nothing is kept
     */
    public Ledger {
        if (months < 0 || months > (isKept ? MAX_MONTHS : 0)) {
            throw new IllegalArgumentException(
                    "months must be in [0, " + MAX_MONTHS + "], and 0 without a ledger: " + months);
        }
    }
}
