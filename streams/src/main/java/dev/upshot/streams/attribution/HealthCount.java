package dev.upshot.streams.attribution;

import java.util.Locale;

/** What is counted of the facts of a day, to show how well decisions and outcomes find each other. */
public enum HealthCount {
    /** Distinct facts of decisions. */
    DECISION_FACTS(0),
    /** Distinct facts of outcomes. */
    OUTCOME_FACTS(1),
    /** Distinct facts of reviews. */
    REVIEW_FACTS(2),
    /** Decisions taken: facts that hold among those of their id. */
    DECISIONS(3),
    /** Of these, decisions that another one replaced within the plan's horizon. */
    DECISIONS_SUPERSEDED(4),
    /** Outcomes: facts that are the first of their id. */
    OUTCOMES(5),
    /** Of these, outcomes that found the decision they name. */
    OUTCOMES_DIRECT(6),
    /** Of these, outcomes that found a decision about their subject. */
    OUTCOMES_BY_SUBJECT(7),
    /** Of these, outcomes that found no decision. */
    OUTCOMES_UNJOINED(8),
    /** Facts that correct an outcome: later versions, amendments, cancellations. */
    OUTCOMES_CORRECTED(9),
    /** Episodes of subjects, on the day of their first decision. */
    SUBJECTS(10),
    /** Of these, subjects with decisions in several arms. */
    SUBJECTS_IN_SEVERAL_ARMS(11);

    static final int SIZE = values().length;

    private final int place;

    HealthCount(int place) {
        this.place = place;
    }

    /** Where it stands in an array of all counts. */
    public int place() {
        return place;
    }

    /** The count as it stands in topic and table, lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
