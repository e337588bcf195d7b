package dev.upshot.report.query;

import static dev.upshot.sink.jooq.report.Tables.FALSE_POSITIVE_METER;
import static dev.upshot.sink.jooq.report.Tables.LIFTS;
import static dev.upshot.sink.jooq.report.Tables.LIFT_READINGS;
import static dev.upshot.sink.jooq.report.Tables.RESTATEMENTS;
import static dev.upshot.sink.jooq.report.Tables.TRUST_CHECKS;

import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.FalseClaims;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Look;
import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Restated;
import dev.upshot.report.card.Segment;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.sink.jooq.outcome.tables.LiftReadings;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import dev.upshot.stats.Reason;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what is official on one card: findings with their timelines, checks, the false-positive meter, restatements. */
final class OfficialQuery {
    private static final String NOTHING_MATURE = "nothing_mature";

    private final DSLContext database;
    private final PlanVersionsRecord plan;
    private final Map<String, Kpi> kpis;
    private final Closed closed;

    /** What is official of the days that are closed. */
    OfficialQuery(DSLContext database, PlanVersionsRecord plan, Map<String, Kpi> kpis, Closed closed) {
        this.database = database;
        this.plan = plan;
        this.kpis = kpis;
        this.closed = closed;
    }

    /** What is official now. */
    Official now() {
        Map<Slot, Judgement> live = new HashMap<>();
        List<Finding> findings = findings(null, live);
        return new Official(
                findings.stream().map(finding -> withheld(finding, live)).toList(),
                checks().stream().map(Read::what).toList(),
                meters().stream().map(Read::what).toList(),
                restatements(),
                null);
    }

    /**
     * What was official at a moment: the readings that were final, what corrections had changed in closed days, and of
     * checks and meters, kept in their latest state only, those that have not been read again since.
     */
    Official asOf(Instant moment) {
        List<Read<TrustCheck>> checks = checks();
        List<Read<FalseClaims>> meters = meters();
        List<TrustCheck> told = told(checks);
        List<FalseClaims> metersTold = told(meters);
        Map<Slot, Judgement> live = new HashMap<>();
        return new Official(
                findings(moment, live).stream()
                        .map(finding -> hasFailed(told, finding.reading()) ? withheld(finding, live) : finding)
                        .toList(),
                told,
                metersTold,
                restatements(),
                new LookBack(moment, checks.size() - told.size(), meters.size() - metersTold.size()));
    }

    /** Something in its latest state, and the last day it looked at; null: none yet. */
    private record Read<T>(String kpi, T what, @Nullable LocalDate lastDay) {}

    private <T> List<T> told(List<Read<T>> all) {
        return all.stream()
                .filter(read -> closed.tells(read.kpi(), read.lastDay()))
                .map(Read::what)
                .toList();
    }

    /** A check that fails after a plan's last look withholds what was read before: the live row tells of it. */
    private static Finding withheld(Finding finding, Map<Slot, Judgement> live) {
        Judgement now = live.get(Slot.of(finding.reading()));
        Judgement then = finding.judgement();
        return now != null && now.verdict() == Verdict.REFUSED && then.verdict().claims()
                ? new Finding(finding.reading().judged(then.refused(now.ground(), now.grade())), finding.timeline())
                : finding;
    }

    private static boolean hasFailed(List<TrustCheck> checks, Reading reading) {
        return checks.stream()
                .filter(check -> check.state().equals("failed"))
                .filter(check -> check.arm().isEmpty()
                        || check.arm().equals(reading.candidate().arm()))
                .anyMatch(check -> check.kpi().isEmpty()
                        || check.kpi().equals(reading.kpi().name()));
    }

    /** What a finding is about. */
    private record Slot(String kpi, String arm, Segment segment) {
        static Slot of(Reading reading) {
            return new Slot(reading.kpi().name(), reading.candidate().arm(), reading.segment());
        }
    }

    /** The findings by what was known at a moment (null: now); {@code live} takes what the live rows say. */
    private List<Finding> findings(@Nullable Instant moment, Map<Slot, Judgement> live) {
        Map<Slot, Reading> latest = new LinkedHashMap<>();
        database.selectFrom(LIFTS)
                .where(of(LIFTS.USE_CASE, LIFTS.PLAN_VERSION))
                .fetch(row -> LiftRow.reading(row, kpi(row.getKpi()), null))
                .forEach(reading -> {
                    live.put(Slot.of(reading), reading.judgement());
                    latest.put(Slot.of(reading), unread(reading));
                });
        database.selectFrom(LIFT_READINGS)
                .where(of(LIFT_READINGS.USE_CASE, LIFT_READINGS.PLAN_VERSION))
                .and(DSL.row(
                                LIFT_READINGS.KPI,
                                LIFT_READINGS.ARM,
                                LIFT_READINGS.SEGMENT_DIMENSION,
                                LIFT_READINGS.SEGMENT_VALUE,
                                LIFT_READINGS.COHORT_DATE)
                        .in(latest(moment)))
                .fetch(row -> LiftRow.official(row, kpi(row.getKpi())))
                .forEach(reading -> latest.put(Slot.of(reading), reading));
        Map<Slot, List<Look>> looks = looks(moment);
        return latest.entrySet().stream()
                .map(slot -> new Finding(slot.getValue(), looks.getOrDefault(slot.getKey(), List.of())))
                .toList();
    }

    /** Of all decisions, oldest first: a year has tens of thousands, so no more of each than a timeline shows. */
    private Map<Slot, List<Look>> looks(@Nullable Instant moment) {
        Map<Slot, List<Look>> looks = new HashMap<>();
        database.select(
                        LIFT_READINGS.KPI,
                        LIFT_READINGS.ARM,
                        LIFT_READINGS.COHORT_DATE,
                        LIFT_READINGS.RELATIVE_VALUE,
                        LIFT_READINGS.RELATIVE_STANDARD_ERROR,
                        LIFT_READINGS.RELATIVE_LOWER,
                        LIFT_READINGS.RELATIVE_UPPER,
                        LIFT_READINGS.GRADE,
                        LIFT_READINGS.VERDICT)
                .from(LIFT_READINGS)
                .where(of(LIFT_READINGS.USE_CASE, LIFT_READINGS.PLAN_VERSION))
                .and(LIFT_READINGS.SEGMENT_DIMENSION.eq(""))
                .and(known(LIFT_READINGS.FINAL_AT, moment))
                .orderBy(LIFT_READINGS.COHORT_DATE)
                .forEach(row -> looks.computeIfAbsent(
                                new Slot(row.value1(), row.value2(), Segment.OVERALL), slot -> new ArrayList<>())
                        .add(new Look(
                                row.value3(),
                                LiftRow.estimate(row.value4(), row.value5(), row.value6(), row.value7()),
                                Grade.valueOf(row.value8()),
                                Judgement.verdict(row.value9()))));
        return looks;
    }

    /** By the table's key alone, so that of a year of readings no other is fetched. */
    private Select<Record5<String, String, String, String, LocalDate>> latest(@Nullable Instant moment) {
        LiftReadings reading = dev.upshot.sink.jooq.outcome.Tables.LIFT_READINGS.as("reading");
        return DSL.select(
                        reading.KPI,
                        reading.ARM,
                        reading.SEGMENT_DIMENSION,
                        reading.SEGMENT_VALUE,
                        DSL.max(reading.COHORT_DATE))
                .from(reading)
                .where(of(reading.USE_CASE, reading.PLAN_VERSION))
                .and(known(reading.FINAL_AT, moment))
                .groupBy(reading.KPI, reading.ARM, reading.SEGMENT_DIMENSION, reading.SEGMENT_VALUE);
    }

    private static Condition known(Field<OffsetDateTime> finalAt, @Nullable Instant moment) {
        return moment == null ? DSL.noCondition() : finalAt.le(moment.atOffset(ZoneOffset.UTC));
    }

    /** What may be said before any day has closed: nothing, whatever the live row shows. */
    private static Reading unread(Reading live) {
        Judgement judgement = live.judgement();
        return new Reading(
                live.kpi(),
                live.segment(),
                new ArmMean(live.baseline().arm(), 0, null),
                new ArmMean(live.candidate().arm(), 0, null),
                null,
                null,
                live.method(),
                live.alpha(),
                Reason.BASELINE_EMPTY.code(),
                null,
                new Judgement(
                        Verdict.NOT_YET,
                        NOTHING_MATURE,
                        Grade.D,
                        judgement.estimator(),
                        judgement.clock(),
                        null,
                        0,
                        0,
                        null,
                        null,
                        judgement.minimumEffect(),
                        null,
                        null,
                        null,
                        null));
    }

    private Kpi kpi(String name) {
        return CardQuery.defined(kpis, name);
    }

    private List<Read<TrustCheck>> checks() {
        return database.selectFrom(TRUST_CHECKS)
                .where(of(TRUST_CHECKS.USE_CASE, TRUST_CHECKS.PLAN_VERSION))
                .orderBy(TRUST_CHECKS.ARM, TRUST_CHECKS.KPI, TRUST_CHECKS.CHECK_NAME)
                .fetch(row -> new Read<>(
                        row.getKpi(),
                        new TrustCheck(row.getArm(), row.getKpi(), row.getCheckName(), row.getState(), row.getPValue()),
                        row.getCohortDate()));
    }

    private List<Read<FalseClaims>> meters() {
        return database.selectFrom(FALSE_POSITIVE_METER)
                .where(of(FALSE_POSITIVE_METER.USE_CASE, FALSE_POSITIVE_METER.PLAN_VERSION))
                .orderBy(FALSE_POSITIVE_METER.KPI)
                .fetch(row -> new Read<>(
                        row.getKpi(),
                        new FalseClaims(row.getKpi(), row.getReadingCount(), row.getClaimCount()),
                        row.getCohortDate()));
    }

    private List<Restated> restatements() {
        Field<Long> units = DSL.sum(RESTATEMENTS.UNIT_COUNT).cast(Long.class);
        Field<LocalDate> last = DSL.max(RESTATEMENTS.COHORT_DATE);
        return database.select(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE, units, last)
                .from(RESTATEMENTS)
                .where(of(RESTATEMENTS.USE_CASE, RESTATEMENTS.PLAN_VERSION))
                .and(closed.of(RESTATEMENTS.KPI, RESTATEMENTS.COHORT_DATE))
                .groupBy(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE)
                .orderBy(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE)
                .fetch(row -> new Restated(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private Condition of(Field<String> useCase, Field<Integer> version) {
        return useCase.eq(plan.getUseCase()).and(version.eq(plan.getPlanVersion()));
    }
}
