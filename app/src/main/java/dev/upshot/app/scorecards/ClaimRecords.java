package dev.upshot.app.scorecards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.event.PricedKpi;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.form.OfficialClaim;
import dev.upshot.stats.Estimate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Claims as records of the topic. */
final class ClaimRecords {
    private ClaimRecords() {}

    /** The record of a claim that was read at this close. */
    static ScorecardClaim of(OfficialClaim claim, LocalDate cohortDay, Instant finalAt) {
        Reading reading = claim.reading();
        Estimate relative = reading.relative();
        Estimate absolute = reading.absolute();
        return ScorecardClaim.newBuilder()
                .setUseCase(claim.card().useCase())
                .setPlanVersion(claim.card().planVersion())
                .setPlanSha256(claim.card().planHash())
                .setKpi(reading.kpi().name())
                .setArm(reading.candidate().arm())
                .setBaseline(reading.baseline().arm())
                .setUnit(reading.kpi().unit())
                .setBetter(reading.kpi().better().code())
                .setVerdict(reading.judgement().verdict().code())
                .setGround(reading.judgement().ground())
                .setGrade(reading.judgement().grade().name())
                .setSentence(claim.sentence())
                .setNBaseline(reading.baseline().units())
                .setNCandidate(reading.candidate().units())
                .setMeanBaseline(reading.baseline().mean())
                .setMeanCandidate(reading.candidate().mean())
                .setRelativeValue(of(relative, Estimate::value))
                .setRelativeLower(of(relative, Estimate::lower))
                .setRelativeUpper(of(relative, Estimate::upper))
                .setAbsoluteValue(of(absolute, Estimate::value))
                .setAbsoluteLower(of(absolute, Estimate::lower))
                .setAbsoluteUpper(of(absolute, Estimate::upper))
                .setAlpha(reading.alpha())
                .setEstimator(reading.judgement().estimator())
                .setClock(reading.judgement().clock())
                .setCohortDay(cohortDay)
                .setFinalAt(finalAt)
                .setParts(parts(reading.kpi()))
                .build();
    }

    /** The key of its record: one per use case, KPI and arm, whatever the plan's version. */
    static String key(ScorecardClaim claim) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(claim.getUseCase())
                .add(claim.getKpi())
                .add(claim.getArm())
                .toString();
    }

    /** A price has one spelling, so that a plan which writes 37.50 for 37.5 changes no claim. */
    private static List<PricedKpi> parts(Kpi kpi) {
        return kpi.parts().stream()
                .map(part -> new PricedKpi(
                        part.kpi(), part.price().stripTrailingZeros().toPlainString()))
                .toList();
    }

    private static @Nullable Double of(@Nullable Estimate estimate, ToDoubleFunction<Estimate> part) {
        return estimate == null ? null : part.applyAsDouble(estimate);
    }
}
