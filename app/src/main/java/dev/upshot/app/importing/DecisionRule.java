package dev.upshot.app.importing;

import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row tells of a decision. Fields as in the event. */
record DecisionRule(
        List<Condition> when,
        Observation observation,
        Field<String> decisionId,
        Field<String> subjectId,
        Field<String> useCase,
        Field<Instant> decidedAt,
        ActorFields actor,
        Field<String> action,
        Field<DecisionMode> mode,
        @Nullable Field<Instant> requestedAt,
        @Nullable Field<Double> score,
        @Nullable Field<String> variant,
        @Nullable Field<Double> propensity,
        @Nullable Field<String> riskTier,
        Map<String, Field<String>> segments,
        Map<String, Field<Double>> covariates,
        @Nullable CostFields cost,
        @Nullable Field<String> inputHash,
        @Nullable Field<String> supersedes)
        implements Rule {

    /** Who decided; without a version it is empty. */
    record ActorFields(
            Field<ActorType> type,
            Field<String> id,
            @Nullable Field<String> version) {
        Actor of(Row row) throws BadRowException {
            String version = Field.maybe(version(), row);
            return new Actor(type.of(row), id.of(row), version == null ? "" : version);
        }
    }

    /** What it cost; absent where the amount is empty. */
    record CostFields(Field<Double> amount, Field<String> currency) {
        @Nullable
        Cost of(Row row) throws BadRowException {
            Double value = amount.orNull(row);
            return value == null ? null : new Cost(value, currency.of(row));
        }
    }

    @Override
    public TimedEvent event(Row row) throws BadRowException {
        Instant at = decidedAt.of(row);
        DecisionEvent event = new DecisionEvent();
        event.setDecisionId(decisionId.of(row));
        event.setSubjectId(subjectId.of(row));
        event.setUseCase(useCase.of(row));
        event.setDecidedAt(at);
        event.setActor(actor.of(row));
        event.setAction(action.of(row));
        event.setMode(mode.of(row));
        event.setRequestedAt(Field.maybe(requestedAt, row));
        event.setScore(Field.maybe(score, row));
        event.setVariant(Field.maybe(variant, row));
        event.setPropensity(Field.maybe(propensity, row));
        event.setRiskTier(Field.maybe(riskTier, row));
        event.setSegments(valuesOf(segments, row));
        event.setCovariates(valuesOf(covariates, row));
        event.setCost(cost == null ? null : cost.of(row));
        event.setInputHash(Field.maybe(inputHash, row));
        event.setSupersedes(Field.maybe(supersedes, row));
        return TimedEvent.of(event, observation.of(at, row));
    }

    private static <T> Map<String, T> valuesOf(Map<String, Field<T>> fields, Row row) throws BadRowException {
        Map<String, T> values = new HashMap<>();
        for (Map.Entry<String, Field<T>> field : fields.entrySet()) {
            T value = field.getValue().orNull(row);
            if (value != null) {
                values.put(field.getKey(), value);
            }
        }
        return values;
    }
}
