package dev.upshot.report.query;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.ops.Tables.VERIFICATIONS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;
import static dev.upshot.sink.jooq.report.Tables.DATA_QUALITY;
import static dev.upshot.sink.jooq.report.Tables.JOIN_HEALTH;

import dev.upshot.report.health.Health;
import dev.upshot.report.health.LastVerification;
import dev.upshot.sink.jooq.report.tables.records.DataQualityRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads how the data are, in one read-only snapshot. */
final class HealthQuery {
    private final DSLContext database;

    private HealthQuery(DSLContext database) {
        this.database = database;
    }

    static Health health(Snapshot snapshot) {
        return new HealthQuery(snapshot.database()).health();
    }

    private record Plan(String useCase, int version) {}

    private record Sums(
            long decisions,
            long outcomes,
            long waiting,
            long orphaned,
            long corrected,
            long superseded,
            long repeated) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);
    }

    private Health health() {
        Map<Plan, Sums> sums = sums();
        Map<Plan, DataQualityRecord> qualities = database.selectFrom(DATA_QUALITY).stream()
                .collect(Collectors.toMap(row -> new Plan(row.getUseCase(), row.getPlanVersion()), row -> row));
        List<Health.PlanHealth> plans = new ArrayList<>();
        database.select(PLAN_VERSIONS.USE_CASE, PLAN_VERSIONS.PLAN_VERSION)
                .from(PLAN_VERSIONS)
                .orderBy(PLAN_VERSIONS.USE_CASE, PLAN_VERSIONS.PLAN_VERSION)
                .forEach(row -> {
                    Plan plan = new Plan(row.value1(), row.value2());
                    DataQualityRecord quality = qualities.get(plan);
                    if (quality != null) {
                        plans.add(plan(plan, sums.getOrDefault(plan, Sums.NONE), quality));
                    }
                });
        return new Health(plans, quarantine(), verification());
    }

    /** Of each reason how many, and the latest of them. */
    private List<Health.Quarantined> quarantine() {
        return database.select(
                        QUARANTINED_RECORDS.USE_CASE,
                        QUARANTINED_RECORDS.PLAN_VERSION,
                        QUARANTINED_RECORDS.REASON,
                        DSL.count()
                                .over(DSL.partitionBy(
                                        QUARANTINED_RECORDS.USE_CASE,
                                        QUARANTINED_RECORDS.PLAN_VERSION,
                                        QUARANTINED_RECORDS.REASON)),
                        QUARANTINED_RECORDS.OBSERVED_AT,
                        QUARANTINED_RECORDS.TOPIC,
                        QUARANTINED_RECORDS.PARTITION,
                        QUARANTINED_RECORDS.RECORD_OFFSET,
                        QUARANTINED_RECORDS.DETAIL)
                .distinctOn(QUARANTINED_RECORDS.USE_CASE, QUARANTINED_RECORDS.PLAN_VERSION, QUARANTINED_RECORDS.REASON)
                .from(QUARANTINED_RECORDS)
                .orderBy(
                        QUARANTINED_RECORDS.USE_CASE,
                        QUARANTINED_RECORDS.PLAN_VERSION,
                        QUARANTINED_RECORDS.REASON,
                        QUARANTINED_RECORDS.OBSERVED_AT.desc(),
                        QUARANTINED_RECORDS.TOPIC,
                        QUARANTINED_RECORDS.PARTITION,
                        QUARANTINED_RECORDS.RECORD_OFFSET.desc())
                .fetch(row -> new Health.Quarantined(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().toInstant(),
                        row.value6() + "-" + row.value7() + " @ " + row.value8(),
                        row.value9()));
    }

    private @Nullable LastVerification verification() {
        return database.selectFrom(VERIFICATIONS)
                .orderBy(VERIFICATIONS.VERIFICATION_ID.desc())
                .limit(1)
                .fetchOne(row -> new LastVerification(
                        row.getStartedAt().toInstant(),
                        row.getFinishedAt().toInstant(),
                        row.getDifferenceCount(),
                        row.getCellCount(),
                        row.getLiftCount(),
                        row.getMeasuredCount(),
                        row.getOutdoneCount(),
                        row.getRepeatedCount(),
                        row.getWaitingCount(),
                        row.getQuarantinedCount(),
                        row.getUnaccountedCount(),
                        row.getTwiceCount(),
                        List.of(row.getNotes())));
    }

    private Map<Plan, Sums> sums() {
        return database
                .select(
                        JOIN_HEALTH.USE_CASE,
                        JOIN_HEALTH.PLAN_VERSION,
                        sum(JOIN_HEALTH.DECISION_COUNT),
                        sum(JOIN_HEALTH.OUTCOME_COUNT),
                        sum(JOIN_HEALTH.WAITING_COUNT),
                        sum(JOIN_HEALTH.ORPHANED_COUNT),
                        sum(JOIN_HEALTH.CORRECTED_COUNT),
                        sum(JOIN_HEALTH.SUPERSEDED_COUNT),
                        sum(JOIN_HEALTH.DUPLICATE_COUNT))
                .from(JOIN_HEALTH)
                .groupBy(JOIN_HEALTH.USE_CASE, JOIN_HEALTH.PLAN_VERSION)
                .stream()
                .collect(Collectors.toMap(
                        row -> new Plan(row.value1(), row.value2()),
                        row -> new Sums(
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9())));
    }

    private static Field<Long> sum(Field<Long> counts) {
        return DSL.coalesce(DSL.sum(counts).cast(SQLDataType.BIGINT), 0L);
    }

    private static Health.PlanHealth plan(Plan plan, Sums sums, DataQualityRecord quality) {
        return new Health.PlanHealth(
                plan.useCase(),
                plan.version(),
                sums.decisions(),
                sums.outcomes(),
                sums.waiting(),
                sums.orphaned(),
                sums.corrected(),
                sums.superseded(),
                sums.repeated(),
                quality.getQuarantinedCount(),
                instant(quality.getCompleteToAt()),
                instant(quality.getObservedToAt()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
