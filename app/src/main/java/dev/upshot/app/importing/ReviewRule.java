package dev.upshot.app.importing;

import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row tells of a review. Fields as in the event. */
record ReviewRule(
        List<Condition> when,
        Observation observation,
        Field<String> decisionId,
        Field<String> subjectId,
        Field<ReviewerType> reviewerType,
        Field<String> reviewerId,
        Field<Verdict> verdict,
        Field<Instant> reviewedAt,
        @Nullable Field<String> useCase,
        @Nullable Field<Instant> reviewStartedAt,
        @Nullable Field<String> finalAction,
        @Nullable Field<String> reasonCode)
        implements Rule {

    @Override
    public TimedEvent event(Row row) throws BadRowException {
        Instant at = reviewedAt.of(row);
        ReviewEvent event = new ReviewEvent();
        event.setDecisionId(decisionId.of(row));
        event.setSubjectId(subjectId.of(row));
        event.setReviewer(new Reviewer(reviewerType.of(row), reviewerId.of(row)));
        event.setVerdict(verdict.of(row));
        event.setReviewedAt(at);
        event.setUseCase(Field.maybe(useCase, row));
        event.setReviewStartedAt(Field.maybe(reviewStartedAt, row));
        event.setFinalAction(Field.maybe(finalAction, row));
        event.setReasonCode(Field.maybe(reasonCode, row));
        return TimedEvent.of(event, observation.of(at, row));
    }
}
