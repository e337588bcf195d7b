package dev.upshot.app.importing;

import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row tells of an outcome. Fields as in the event. */
record OutcomeRule(
        List<Condition> when,
        Observation observation,
        Field<String> outcomeId,
        Field<String> subjectId,
        Field<String> outcome,
        Field<Instant> occurredAt,
        Field<Double> value,
        @Nullable Field<String> decisionId,
        @Nullable Field<String> unit,
        @Nullable Field<String> label,
        @Nullable Field<String> amends,
        @Nullable Field<OutcomeStatus> status)
        implements Rule {

    @Override
    public TimedEvent event(Row row) throws BadRowException {
        Instant at = occurredAt.of(row);
        OutcomeStatus standing = Field.maybe(status, row);
        OutcomeEvent event = new OutcomeEvent();
        event.setOutcomeId(outcomeId.of(row));
        event.setSubjectId(subjectId.of(row));
        event.setOutcome(outcome.of(row));
        event.setOccurredAt(at);
        event.setValue(value.of(row));
        event.setDecisionId(Field.maybe(decisionId, row));
        event.setUnit(Field.maybe(unit, row));
        event.setLabel(Field.maybe(label, row));
        event.setAmends(Field.maybe(amends, row));
        event.setStatus(standing == null ? OutcomeStatus.FINAL : standing);
        return TimedEvent.of(event, observation.of(at, row));
    }
}
