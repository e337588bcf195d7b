package dev.upshot.streams.plan.record;

import dev.upshot.event.PlanVersion;
import dev.upshot.streams.plan.Generation;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanException;
import dev.upshot.streams.plan.yaml.PlanProblem;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.List;

/**
 * Plans as they lie in the plans topic. The record carries the author's YAML, from which the plan is read again, and beside it the fields
 * that the reporting database shows.
 */
public final class PlanRecords {
    private PlanRecords() {}

    /**
     * Makes the record of a plan.
     *
     * @param plan the plan
     * @param generation the generation it is published with, see {@link Generation}
     * @return the record
     */
    public static PlanVersion toRecord(Plan plan, String generation) {
        return PlanVersion.newBuilder()
                .setUseCase(plan.useCase())
                .setPlanVersion(plan.version())
                .setGeneration(generation)
                .setYaml(plan.yaml())
                .setContentHash(plan.contentHash())
                .setBaseline(plan.baseline())
                .setCandidates(plan.candidates())
                .setSegments(plan.segments())
                .setDesign(plan.design().kind().code())
                .setUnit(plan.unit().code())
                .setSeveralArms(plan.severalArms().code())
                .setArmsBy(plan.by().code())
                .setHorizonMs(plan.horizon().toMillis())
                .setEventsPerJourney(plan.limits().eventsPerJourney())
                .setSegmentValues(plan.limits().segmentValues())
                .setCells(plan.limits().cells())
                .setRepartition(plan.routing().isRouted())
                .setResolveSubject(plan.routing().resolvesSubjects())
                .setLedger(plan.ledger().isKept())
                .setLedgerMonths(plan.ledger().months())
                .setLatenessMs(plan.lateness().toMillis())
                .setAlpha(plan.inference().alpha())
                .setKpis(plan.kpis().stream()
                        .map(kpi -> KpiRecords.definition(kpi, plan.covariate(kpi)))
                        .toList())
                .build();
    }

    /**
     * Reads a plan from its record.
     *
     * @param record the record
     * @return the plan
     * @throws PlanException if this version cannot read the YAML, or reads it otherwise than the version that published it
     */
    public static Plan fromRecord(PlanVersion record) {
        String origin = "plans topic: " + record.getUseCase() + " v" + record.getPlanVersion();
        Plan plan = PlanReader.parse(record.getYaml(), origin);
        if (!plan.contentHash().equals(record.getContentHash())) {
            throw new PlanException(List.of(new PlanProblem(
                    origin,
                    0,
                    "",
                    "was published as content " + record.getContentHash() + " but reads as " + plan.contentHash()
                            + ": another version of Upshot published it; publish it again as a new plan version")));
        }
        return plan;
    }
}
