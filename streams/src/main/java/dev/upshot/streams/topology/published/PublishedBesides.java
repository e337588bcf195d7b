package dev.upshot.streams.topology.published;

import dev.upshot.event.DelayBucket;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.RestatementPartial;
import dev.upshot.streams.attribution.HealthCount;
import dev.upshot.streams.attribution.Restatement;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.HealthKey;
import dev.upshot.streams.cell.HealthMoments;
import dev.upshot.streams.cell.RestatementKey;
import dev.upshot.streams.cell.RestatementMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is published beside the cells: restatements and the health of the joins. */
public final class PublishedBesides {

    private PublishedBesides() {}

    /** The record of what corrections changed in a cell. */
    public static RestatementPartial restatement(
            String generation, MeasuredPlan plan, int partition, RestatementKey key, byte[] moments) {
        CellKey cell = key.cell();
        boolean ofNoKpi = key.kpi() == Restatement.NO_KPI;
        return RestatementPartial.newBuilder()
                .setGeneration(generation)
                .setUseCase(plan.plan().useCase())
                .setPlanVersion(plan.plan().version())
                .setArm(plan.arms().get(cell.arm()))
                .setCohortDay(LocalDate.ofEpochDay(cell.cohortDay()))
                .setSegments(cell.segments())
                .setKpi(ofNoKpi ? "" : plan.plan().kpis().get(key.kpi()).name())
                .setCause(key.cause().code())
                .setSourcePartition(partition)
                .setUnits(RestatementMoments.units(moments))
                .setChange(PublishedCells.bytes(RestatementMoments.change(moments)))
                .build();
    }

    /** The record of a day's facts and joins. */
    public static JoinHealthPartial health(
            String generation, MeasuredPlan plan, int partition, HealthKey key, byte[] moments) {
        return JoinHealthPartial.newBuilder()
                .setGeneration(generation)
                .setUseCase(plan.plan().useCase())
                .setPlanVersion(plan.plan().version())
                .setEventDay(LocalDate.ofEpochDay(key.day()))
                .setSourcePartition(partition)
                .setDecisionFacts(HealthMoments.count(moments, HealthCount.DECISION_FACTS))
                .setOutcomeFacts(HealthMoments.count(moments, HealthCount.OUTCOME_FACTS))
                .setReviewFacts(HealthMoments.count(moments, HealthCount.REVIEW_FACTS))
                .setDecisions(HealthMoments.count(moments, HealthCount.DECISIONS))
                .setOutcomes(HealthMoments.count(moments, HealthCount.OUTCOMES))
                .setOutcomesDirect(HealthMoments.count(moments, HealthCount.OUTCOMES_DIRECT))
                .setOutcomesBySubject(HealthMoments.count(moments, HealthCount.OUTCOMES_BY_SUBJECT))
                .setOutcomesUnjoined(HealthMoments.count(moments, HealthCount.OUTCOMES_UNJOINED))
                .setOutcomesCorrected(HealthMoments.count(moments, HealthCount.OUTCOMES_CORRECTED))
                .setDecisionsSuperseded(HealthMoments.count(moments, HealthCount.DECISIONS_SUPERSEDED))
                .setSubjects(HealthMoments.count(moments, HealthCount.SUBJECTS))
                .setMixedUnits(HealthMoments.count(moments, HealthCount.SUBJECTS_IN_SEVERAL_ARMS))
                .setDuplicateRecords(HealthMoments.duplicates(moments))
                .setDelays(delays(moments))
                .build();
    }

    private static List<DelayBucket> delays(byte[] moments) {
        List<DelayBucket> delays = new ArrayList<>();
        for (int bucket = 0; bucket < HealthMoments.buckets(moments); bucket++) {
            long outcomes = HealthMoments.delayed(moments, bucket);
            if (outcomes != 0) {
                delays.add(new DelayBucket(bucket, outcomes));
            }
        }
        return delays;
    }
}
