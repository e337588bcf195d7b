package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.JOIN_HEALTH_PARTIALS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.sink.jooq.outcome.tables.records.JoinHealthPartialsRecord;
import java.util.List;
import org.jooq.JSONB;
import org.jooq.TableField;

/** What became of the events of one day, as far as one partition goes: one row. */
final class JoinHealthChange {
    private static final List<TableField<JoinHealthPartialsRecord, ?>> DAY = List.of(
            JOIN_HEALTH_PARTIALS.USE_CASE,
            JOIN_HEALTH_PARTIALS.PLAN_VERSION,
            JOIN_HEALTH_PARTIALS.EVENT_DATE,
            JOIN_HEALTH_PARTIALS.SOURCE_PARTITION);

    private JoinHealthChange() {}

    static Change of(Origin origin, String key, JoinHealthPartial health) {
        ObjectNode delays = JsonNodeFactory.instance.objectNode();
        for (DelayBucket delay : health.getDelays()) {
            delays.put(Integer.toString(delay.getBucket()), delay.getOutcomes());
        }
        JoinHealthPartialsRecord row = new JoinHealthPartialsRecord()
                .setUseCase(health.getUseCase())
                .setPlanVersion(health.getPlanVersion())
                .setEventDate(health.getEventDay())
                .setSourcePartition(health.getSourcePartition())
                .setDecisionFactCount(health.getDecisionFacts())
                .setOutcomeFactCount(health.getOutcomeFacts())
                .setReviewFactCount(health.getReviewFacts())
                .setDecisionCount(health.getDecisions())
                .setOutcomeCount(health.getOutcomes())
                .setDirectCount(health.getOutcomesDirect())
                .setBySubjectCount(health.getOutcomesBySubject())
                .setUnjoinedCount(health.getOutcomesUnjoined())
                .setCorrectedCount(health.getOutcomesCorrected())
                .setSupersededCount(health.getDecisionsSuperseded())
                .setSubjectCount(health.getSubjects())
                .setMixedUnitCount(health.getMixedUnits())
                .setDuplicateCount(health.getDuplicateRecords())
                .setDelayBuckets(JSONB.jsonb(delays.toString()));
        return Change.putting(origin, key, List.of(row));
    }

    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(5);
        JoinHealthPartialsRecord row = new JoinHealthPartialsRecord()
                .setUseCase(parts.text(1))
                .setPlanVersion(parts.integer(2))
                .setEventDate(parts.date(3))
                .setSourcePartition(parts.integer(4));
        return Change.removing(origin, key, List.of(new Removal(DAY, row)));
    }
}
