package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One quantity that is measured per unit and compared between arms. */
public sealed interface Kpi permits BinaryKpi, AmountKpi, CountKpi, DurationKpi, ValueKpi, ComposedKpi {
    /**
     * The KPI's name.
     *
     * @return unique within the plan, 1 to 128 characters
     */
    String name();

    /**
     * The outcome that is read; for a duration the one that ends it.
     *
     * @return the {@code outcome} of the events, 1 to 128 characters; empty where none is read
     */
    String outcome();

    /**
     * Every outcome that is read.
     *
     * @return names, each once; empty for values of the decision itself and where the {@linkplain #parts() parts} read
     */
    default List<String> outcomes() {
        return outcome().isEmpty() ? List.of() : List.of(outcome());
    }

    /**
     * The KPIs of the plan that a unit's value is made of.
     *
     * @return of a ratio and of a net value their parts; empty where the KPI is measured itself
     */
    default List<Kpi> parts() {
        return List.of();
    }

    /**
     * Whether other KPIs can be made of it: a unit's value is one number that is known in full.
     *
     * @return false for durations, whose cases may be open, and for what is made of parts itself
     */
    default boolean canBePart() {
        return true;
    }

    /**
     * How the outcomes find their decisions.
     *
     * @return the join; direct where no outcome is read
     */
    default JoinRule join() {
        return JoinRule.direct();
    }

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
     * Bound on the magnitude of a unit's value.
     *
     * @return fixed-point integer (value × 10<sup>scale</sup>), positive; null: none
     */
    default @Nullable Long cap() {
        return null;
    }

    /**
     * Whether a single unit's value can be as large as it likes, and so overturn any answer.
     *
     * @return of what is made of parts: whether that of one of them can; false for shares and times, which have bounds of their own
     */
    default boolean isUncapped() {
        return parts().isEmpty() ? cap() == null : parts().stream().anyMatch(Kpi::isUncapped);
    }

    /**
     * What amounts are in.
     *
     * @return an ISO 4217 code; null where the values are not money
     */
    default @Nullable String currency() {
        return null;
    }

    /**
     * The unit of the mean.
     *
     * @return {@code share}, {@code s} (seconds), a currency, or empty
     */
    String unit();

    /**
     * The type's name in a plan.
     *
     * @return {@code binary}, {@code amount}, {@code count}, {@code duration}, {@code value}, {@code ratio} or {@code net}
     */
    String type();
}
