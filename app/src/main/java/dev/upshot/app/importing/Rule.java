package dev.upshot.app.importing;

import dev.upshot.app.publish.TimedEvent;
import java.util.List;

/** One event that a row may tell of. */
sealed interface Rule permits DecisionRule, OutcomeRule, ReviewRule {

    /** All of them must hold. */
    List<Condition> when();

    /** @throws BadRowException naming the field and the column at fault */
    TimedEvent event(Row row) throws BadRowException;

    default boolean applies(Row row) {
        return when().stream().allMatch(condition -> condition.holds(row));
    }
}
