package dev.upshot.app.verify;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where the events of one topic lie in the scratch schema, and in which columns: those of {@code 00_tables.sql} after
 * {@code unreadable}.
 *
 * @param name the table
 * @param type the events it holds
 * @param columns how many columns an event has
 * @param writer writes the columns of an event, in their order
 */
record EventTable<E extends SpecificRecord>(String name, Class<E> type, int columns, Writer<E> writer) {

    static final EventTable<DecisionEvent> DECISIONS =
            new EventTable<>("decision_record", DecisionEvent.class, 22, EventTable::decision);
    static final EventTable<OutcomeEvent> OUTCOMES =
            new EventTable<>("outcome_record", OutcomeEvent.class, 10, EventTable::outcome);
    static final EventTable<ReviewEvent> REVIEWS =
            new EventTable<>("review_record", ReviewEvent.class, 10, EventTable::review);

    interface Writer<E> {
        void write(E event, CopyRows row);
    }

    private static void decision(DecisionEvent event, CopyRows row) {
        row.text(event.getDecisionId())
                .text(event.getSubjectId())
                .text(event.getUseCase())
                .millis(event.getDecidedAt())
                .text(event.getActor().getType().name())
                .text(event.getActor().getId())
                .text(event.getActor().getVersion())
                .text(event.getAction())
                .text(event.getMode().name())
                .millis(event.getRequestedAt())
                .float8(event.getScore())
                .text(event.getVariant())
                .float8(event.getPropensity())
                .text(event.getRiskTier())
                .texts(event.getSegments().keySet())
                .texts(event.getSegments().values())
                .texts(event.getCovariates().keySet())
                .float8s(event.getCovariates().values())
                .float8(event.getCost() == null ? null : event.getCost().getAmount())
                .text(event.getCost() == null ? null : event.getCost().getCurrency())
                .text(event.getInputHash())
                .text(event.getSupersedes());
    }

    private static void outcome(OutcomeEvent event, CopyRows row) {
        row.text(event.getOutcomeId())
                .text(event.getSubjectId())
                .text(event.getOutcome())
                .millis(event.getOccurredAt())
                .float8(event.getValue())
                .text(event.getDecisionId())
                .text(event.getUnit())
                .text(event.getLabel())
                .text(event.getAmends())
                .text(event.getStatus().name());
    }

    private static void review(ReviewEvent event, CopyRows row) {
        row.text(event.getDecisionId())
                .text(event.getSubjectId())
                .text(event.getReviewer().getType().name())
                .text(event.getReviewer().getId())
                .text(event.getVerdict().name())
                .millis(event.getReviewedAt())
                .text(event.getUseCase())
                .millis(event.getReviewStartedAt())
                .text(event.getFinalAction())
                .text(event.getReasonCode());
    }
}
