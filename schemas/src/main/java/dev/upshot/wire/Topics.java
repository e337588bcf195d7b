package dev.upshot.wire;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of Upshot's topics: a prefix and a fixed word. Keys of all of them are UTF-8 strings; ticks have none.
 *
 * @param prefix what every name starts with, for example {@code upshot.}; may be empty
 */
public record Topics(String prefix) {

    /** The prefix where none is configured. */
    public static final String DEFAULT_PREFIX = "upshot.";

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]*");
    private static final int LONGEST_PREFIX = 200;

    /** @throws IllegalArgumentException if the prefix cannot start the name of a Kafka topic */
    public Topics {
        if (prefix.length() > LONGEST_PREFIX || !LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix '" + prefix + "' cannot start a topic's name: use at most "
                    + LONGEST_PREFIX + " letters, digits, '.', '_' and '-'");
        }
    }

    /** Returns the names with the {@link #DEFAULT_PREFIX}. */
    public static Topics withDefaultPrefix() {
        return new Topics(DEFAULT_PREFIX);
    }

    /** Returns the topic of {@code DecisionEvent}s, keyed by subject. */
    public String decisions() {
        return prefix + "decisions";
    }

    /** Returns the topic of {@code OutcomeEvent}s, keyed by subject. */
    public String outcomes() {
        return prefix + "outcomes";
    }

    /** Returns the topic of {@code ReviewEvent}s, keyed by subject. */
    public String reviews() {
        return prefix + "reviews";
    }

    /** Returns the compacted topic of {@code PlanVersion}s. */
    public String plans() {
        return prefix + "plans";
    }

    /** Returns the compacted topic of {@code CellPartial}s, {@code RestatementPartial}s, {@code JoinHealthPartial}s and {@code Progress}. */
    public String cells() {
        return prefix + "cells";
    }

    /** Returns the compacted topic of {@code Lift}s and {@code Progress}. */
    public String lifts() {
        return prefix + "lifts";
    }

    /** Returns the compacted topic of {@code LedgerEntry}s; empty unless a plan keeps a ledger. */
    public String ledger() {
        return prefix + "ledger";
    }

    /** Returns the compacted topic of {@code SubjectErasure}s; empty until {@code upshot erase} erases. */
    public String erasures() {
        return prefix + "erasures";
    }

    /** Returns the compacted topic of {@code ScorecardClaim}s; empty unless {@code upshot report --publish} fills it. */
    public String scorecards() {
        return prefix + "scorecards";
    }

    /** Returns the topic of {@code QuarantinedRecord}s. */
    public String quarantine() {
        return prefix + "quarantine";
    }

    /**
     * Returns the three topics that producers write, and Upshot its ticks, see {@link TickHeader}: decisions, outcomes,
     * reviews; they have equally many partitions.
     */
    public List<String> inputs() {
        return List.of(decisions(), outcomes(), reviews());
    }

    /** Returns the topics that the sink reads. */
    public List<String> results() {
        return List.of(plans(), cells(), lifts(), ledger(), erasures(), quarantine());
    }

    /** Returns every topic. */
    public List<String> all() {
        return List.of(
                decisions(),
                outcomes(),
                reviews(),
                plans(),
                cells(),
                lifts(),
                ledger(),
                erasures(),
                quarantine(),
                scorecards());
    }

    /** Returns how the subject of a topic's values is named: inputs by topic, all others by topic and record. */
    public SubjectStrategy subjects(String topic) {
        return inputs().contains(topic) ? SubjectStrategy.TOPIC : SubjectStrategy.TOPIC_RECORD;
    }
}
