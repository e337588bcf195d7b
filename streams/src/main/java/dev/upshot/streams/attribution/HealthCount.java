package dev.upshot.streams.attribution;

import java.util.Locale;

/** What is counted of the facts of a day, to show how well decisions and outcomes find each other. */
public enum HealthCount {
    /** Distinct facts of decisions. */
    DECISION_FACTS,
    /** Distinct facts of outcomes. */
    OUTCOME_FACTS,
    /** Distinct facts of reviews. */
    REVIEW_FACTS,
    /** Decisions taken: facts that hold among those of their id. */
    DECISIONS,
    /** Of these, decisions that another one replaced within the plan's horizon. */
    DECISIONS_SUPERSEDED,
    /** Outcomes: facts that are the first of their id. */
    OUTCOMES,
    /** Of these, outcomes that found the decision they name. */
    OUTCOMES_DIRECT,
    /** Of these, outcomes that found a decision about their subject. */
    OUTCOMES_BY_SUBJECT,
    /** Of these, outcomes that found no decision. */
    OUTCOMES_UNJOINED,
    /** Facts that correct an outcome: later versions, amendments, cancellations. */
    OUTCOMES_CORRECTED,
    /** Episodes of subjects, on the day of their first decision. */
    SUBJECTS,
    /** Of these, subjects with decisions in several arms. */
    SUBJECTS_IN_SEVERAL_ARMS;

    static final int SIZE = values().length;

    /** The count as it stands in topic and table, lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
