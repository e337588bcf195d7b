package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Outcome;
import java.util.Locale;

/**
 * The part of an outcome that one decision gets in one KPI.
 *
 * @param kpi the KPI's place in the plan, from 0
 * @param role what the KPI reads the outcome for
 * @param outcome the outcome
 * @param credit what the decision gets of its value, in units of the KPI's last decimal place; 0 for a duration
 * @param whole what the outcome is worth as a whole, likewise
 */
public record OutcomeCredit(int kpi, Role role, Outcome outcome, long credit, long whole)
        implements Comparable<OutcomeCredit> {

    /** What a KPI reads an outcome for. */
    public enum Role {
        /** Its value, or that it happened. */
        VALUE,
        /** It starts a case of a duration. */
        FROM,
        /** It ends a case of a duration. */
        TO;

        /** The role as it stands in topic and table, lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The order in an entry: by KPI, by role, then as outcomes of a journey. */
    @Override
    public int compareTo(OutcomeCredit other) {
        int order = Integer.compare(kpi, other.kpi);
        order = order != 0 ? order : role.compareTo(other.role);
        return order != 0 ? order : outcome.compareTo(other.outcome);
    }
}
