package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFT_READINGS;

import dev.upshot.event.Estimate;
import dev.upshot.event.Lift;
import dev.upshot.sink.jooq.outcome.tables.records.LiftReadingsRecord;
import dev.upshot.sink.jooq.outcome.tables.records.LiftsRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Field;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** A lift: one row, live or official. Numbers that are none (NaN, infinite) are refused: a reader could not tell them from a result. */
final class LiftChange {
    private static final List<TableField<LiftsRecord, ?>> LIFT = List.of(
            LIFTS.USE_CASE, LIFTS.PLAN_VERSION, LIFTS.KPI, LIFTS.ARM, LIFTS.SEGMENT_DIMENSION, LIFTS.SEGMENT_VALUE);

    private LiftChange() {}

    static Change of(Origin origin, String key, Lift lift) throws UnwritableException {
        LiftsRecord row = new LiftsRecord()
                .setUseCase(lift.getUseCase())
                .setPlanVersion(lift.getPlanVersion())
                .setKpi(lift.getKpi())
                .setArm(lift.getArm())
                .setSegmentDimension(lift.getSegmentDimension())
                .setSegmentValue(lift.getSegmentValue())
                .setGeneration(lift.getGeneration())
                .setBaseline(lift.getBaseline())
                .setNBaseline(lift.getNBaseline())
                .setNCandidate(lift.getNCandidate())
                .setMeanBaseline(lift.getMeanBaseline())
                .setMeanCandidate(lift.getMeanCandidate())
                .setVarianceBaseline(lift.getVarianceBaseline())
                .setVarianceCandidate(lift.getVarianceCandidate())
                .setDegreesOfFreedom(lift.getDegreesOfFreedom())
                .setAlpha(lift.getAlpha())
                .setReason(lift.getReason());
        setAbsolute(row, lift.getAbsolute());
        setRelative(row, lift.getRelative());
        setInference(row, lift);
        refuseNonNumbers(row);
        return lift.getCohortDay() == null
                ? Change.putting(origin, key, List.of(row))
                : official(origin, key, row, lift, lift.getCohortDay());
    }

    /**
     * An official reading. Two different ones of the same day are two changes, so that neither replaces the other unseen: the table refuses
     * the second.
     */
    private static Change official(Origin origin, String key, LiftsRecord row, Lift lift, LocalDate cohortDay)
            throws UnwritableException {
        Instant finalAt = lift.getFinalAt();
        if (finalAt == null) {
            throw new UnwritableException("Lift: final_at is missing in an official reading");
        }
        LiftReadingsRecord reading =
                row.into(LIFT_READINGS).setCohortDate(cohortDay).setFinalAt(finalAt.atOffset(ZoneOffset.UTC));
        return new Change(origin, new Reading(origin.topic(), key, reading), List.of(), List.of(reading));
    }

    /** The identity of an official reading: its key and all it says. */
    private record Reading(String topic, String key, LiftReadingsRecord says) {}

    private static void setInference(LiftsRecord row, Lift lift) {
        row.setEventCountBaseline(lift.getEventCountBaseline())
                .setEventCountCandidate(lift.getEventCountCandidate())
                .setMatureShare(lift.getMatureShare())
                .setEstimator(lift.getEstimator())
                .setClock(lift.getClock())
                .setMultiplier(lift.getMultiplier())
                .setGrade(lift.getGrade())
                .setVerdict(lift.getVerdict())
                .setGround(lift.getGround())
                .setIsExploratory(lift.getIsExploratory())
                .setPValue(lift.getPValue())
                .setAdjustedPValue(lift.getAdjustedPValue())
                .setFdrAdjustedPValue(lift.getFdrAdjustedPValue())
                .setEValue(lift.getEValue())
                .setChanceToBeatBaseline(lift.getChanceToBeatBaseline())
                .setExpectedLoss(lift.getExpectedLoss())
                .setGuardrailState(lift.getGuardrailState())
                .setMinimumEffect(lift.getMinimumEffect())
                .setUnitsNeeded(lift.getUnitsNeeded())
                .setDaysNeeded(lift.getDaysNeeded());
    }

    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(7);
        LiftsRecord row = new LiftsRecord()
                .setUseCase(parts.text(1))
                .setPlanVersion(parts.integer(2))
                .setKpi(parts.text(3))
                .setArm(parts.text(4))
                .setSegmentDimension(parts.text(5))
                .setSegmentValue(parts.text(6));
        return Change.removing(origin, key, List.of(new Removal(LIFT, row)));
    }

    private static void setAbsolute(LiftsRecord row, @Nullable Estimate estimate) {
        if (estimate != null) {
            row.setAbsoluteValue(estimate.getValue())
                    .setAbsoluteStandardError(estimate.getStandardError())
                    .setAbsoluteLower(estimate.getLower())
                    .setAbsoluteUpper(estimate.getUpper());
        }
    }

    private static void setRelative(LiftsRecord row, @Nullable Estimate estimate) {
        if (estimate != null) {
            row.setRelativeValue(estimate.getValue())
                    .setRelativeStandardError(estimate.getStandardError())
                    .setRelativeLower(estimate.getLower())
                    .setRelativeUpper(estimate.getUpper());
        }
    }

    private static void refuseNonNumbers(LiftsRecord row) throws UnwritableException {
        for (Field<?> field : row.fields()) {
            if (row.get(field) instanceof Double number && !Double.isFinite(number)) {
                throw new UnwritableException("Lift: " + field.getName() + " is " + number + ", not a finite number");
            }
        }
    }
}
