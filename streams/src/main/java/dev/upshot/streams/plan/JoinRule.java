package dev.upshot.streams.plan;

/** How a KPI finds the decisions that its outcomes belong to. */
public sealed interface JoinRule {
    /**
     * The join where a plan says nothing.
     *
     * @return direct
     */
    static JoinRule direct() {
        return new Direct();
    }

    /** The outcome names its decision. */
    record Direct() implements JoinRule {}

    /**
     * The outcome belongs to the decisions about its subject in whose window it occurred.
     *
     * @param model how the outcome's value is shared among them
     */
    record Subject(CreditModel model) implements JoinRule {}

    /**
     * The name in a plan.
     *
     * @return {@code direct} or {@code subject}
     */
    default String code() {
        return this instanceof Subject ? "subject" : "direct";
    }

    /**
     * Whether the value of one outcome may be divided among several decisions.
     *
     * @return false where a single decision gets all of it
     */
    default boolean divides() {
        return this instanceof Subject subject && subject.model().divides();
    }
}
