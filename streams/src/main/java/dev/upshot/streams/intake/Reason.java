package dev.upshot.streams.intake;

import java.util.Locale;

/** Why a record lies in quarantine. The code is a contract: it stands in the topic, the table and the documentation. */
public enum Reason {
    NULL_VALUE("The record has no value."),
    BAD_TICK(
            "The header upshot-tick is not eight bytes, tells a time outside the years 1970 to 9999, or one more than a day "
                    + "after the record's timestamp; only Upshot writes ticks."),
    POISON("The bytes are not an event in Confluent's wire format."),
    UNKNOWN_SCHEMA("The schema registry does not know the record's schema id."),
    INCOMPATIBLE_SCHEMA("The record's schema cannot be read as the event of this topic."),
    BAD_ID("An id is empty, longer than 128 characters or holds a NUL character."),
    NOT_FINITE("A number is NaN or infinite."),
    BAD_TIME("A time is outside the years 1970 to 9999, or a start lies after its end."),
    BAD_PROPENSITY("The propensity is outside (0, 1]."),
    FUTURE("The event time is more than a day after the record's timestamp; check the producer's clock."),
    UNKNOWN_USE_CASE("No plan measures this use case; add one or correct the event's use_case."),
    UNKNOWN_OUTCOME("No plan reads this outcome; add a KPI or correct the event's outcome."),
    NO_SUBJECT(
            "The event names no subject; send its subject_id, or give the plan repartition: true and resolve_subject: true, "
                    + "which find it by the decision."),
    NULL_KEY("The record has no key; produce with key = subject_id, or give the plan repartition: true."),
    KEY_MISMATCH(
            "The record's key is not its subject_id; produce with key = subject_id, or give the plan repartition: true."),
    WRONG_PARTITION(
            "The record is not in the partition of its key; produce with Kafka's default partitioner (murmur2), or give "
                    + "the plan repartition: true."),
    LATE("The log learned of the event later than the plan's lateness allows."),
    UNKNOWN_ARM("The decision's arm is neither the plan's baseline nor a candidate."),
    NO_REQUESTED_AT("A duration KPI of the plan starts at requested_at, which is missing."),
    NO_PROPENSITY("The plan weighs decisions by their propensity, which is missing."),
    BAD_SEGMENT("The value of a measured segment is longer than 128 characters or holds a NUL character."),
    NO_DECISION_ID("The outcome names no decision; a KPI of the plan joins it by decision_id."),
    NOT_BINARY("The value of a binary KPI's outcome is neither 0 nor 1."),
    CURRENCY_MISMATCH(
            "The outcome's unit, or the cost's currency, is not the KPI's currency; currencies are never added."),
    OUT_OF_RANGE("The value has more than fifteen digits at the KPI's scale."),
    BAD_SCALE("The value has more decimals than the KPI's scale."),
    AFTER_FINAL(
            "The clock in the log, at this place, has passed the event's time by more than the plan's lateness, though the record's own timestamp "
                    + "has not: clocks of producers or topics differ by more than the margin, or history was sent after time had passed; "
                    + "import history before going live, or raise ticks.margin."),
    UNKNOWN_DECISION(
            "The event names no subject, and no decision that the plan took has its decision_id and a window in which it "
                    + "happened; the clock in the log has passed the time until which such a decision could come."),
    JOURNEY_FULL("The subject has more events than the plan's limit allows."),
    TOO_MANY_SUBJECTS(
            "More decisions have this decision_id than limits.events_per_journey; events without a subject do not find this one."),
    TOO_MANY_SEGMENT_VALUES("A measured segment has more values than the plan's limit allows."),
    TOO_MANY_CELLS("The use case has more cells than the plan's limit allows.");

    private final String detail;

    Reason(String detail) {
        this.detail = detail;
    }

    /** The reason as it stands in topic and table, for example {@code unknown_arm}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence: what is wrong, what to do. */
    public String detail() {
        return detail;
    }
}
