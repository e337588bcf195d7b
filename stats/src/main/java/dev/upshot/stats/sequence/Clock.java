package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;

/**
 * How often one may look. The plan chooses before the start; the choice is a value that is stored with every row.
 *
 * <ul>
 *   <li>{@link FixedSample}: once, at the planned number of units.
 *   <li>{@link ConfidenceSequence}: at any time, for ever. The default.
 *   <li>{@link GroupSequential}: at any number of looks up to a planned horizon; the most powerful of those that allow looking.
 *   <li>{@link DelayedOutcome}: at any calendar time, while outcomes of earlier units still arrive.
 * </ul>
 */
public sealed interface Clock permits FixedSample, ConfidenceSequence, GroupSequential, DelayedOutcome {
    /**
     * The error rate over all looks.
     *
     * @return in (0, 1)
     */
    double alpha();

    /**
     * Which bounds it gives.
     *
     * @return the sides looked at
     */
    Alternative alternative();

    /**
     * The same clock with another error rate, as corrections for several comparisons ask for.
     *
     * @param alpha in (0, 1)
     * @return the clock
     * @throws IllegalArgumentException if alpha is not
     */
    Clock withAlpha(double alpha);

    /**
     * The choice as text for tables: the kind and every parameter, for example {@code
     * confidence_sequence(alpha=0.05,sides=two,planned_units=20000)}.
     *
     * @return what {@link #parse(String)} reads back
     */
    String code();

    /**
     * Reads a stored choice.
     *
     * @param code the result of {@link #code()}
     * @return the clock
     * @throws IllegalArgumentException if no clock is written like that
     */
    static Clock parse(String code) {
        return ClockCode.parse(code);
    }
}
