package dev.upshot.streams.plan;

import java.time.Duration;

/** One quantity that is measured per unit and compared between arms. */
public sealed interface Kpi permits BinaryKpi, AmountKpi, DurationKpi {
    /**
     * The KPI's name.
     *
     * @return unique within the plan, 1 to 128 characters
     */
    String name();

    /**
     * The outcome that is read.
     *
     * @return the {@code outcome} of the events, 1 to 128 characters
     */
    String outcome();

    /**
     * How long after the decision an outcome still belongs to it. The window is half-open: {@code decided_at <= occurred_at < decided_at +
     * window}.
     *
     * @return at least one millisecond, a whole number of milliseconds
     */
    Duration window();

    /**
     * The direction in which the KPI improves.
     *
     * @return the direction
     */
    Better better();

    /**
     * What a decision without a joined outcome is worth.
     *
     * @return zero or excluded
     */
    Missing missing();

    /**
     * Decimal places of the fixed-point values: a value is kept as the integer value × 10<sup>scale</sup>.
     *
     * @return 0 to 9
     */
    int scale();

    /**
     * The unit of the mean.
     *
     * @return {@code share}, {@code s} (seconds), a currency, or empty
     */
    String unit();

    /**
     * The type's name in a plan.
     *
     * @return {@code binary}, {@code amount} or {@code duration}
     */
    String type();
}
