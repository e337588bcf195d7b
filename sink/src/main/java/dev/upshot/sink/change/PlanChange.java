package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.KPIS;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.PricedKpi;
import dev.upshot.sink.jooq.outcome.tables.records.KpisRecord;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** A plan version: one row, and its KPIs, which replace those it had before. */
final class PlanChange {
    private static final List<TableField<KpisRecord, ?>> ITS_KPIS = List.of(KPIS.USE_CASE, KPIS.PLAN_VERSION);

    private PlanChange() {}

    static Change of(Origin origin, String key, PlanVersion plan) throws UnwritableException {
        List<TableRecord<?>> rows = new ArrayList<>(1 + plan.getKpis().size());
        rows.add(new PlanVersionsRecord()
                .setUseCase(plan.getUseCase())
                .setPlanVersion(plan.getPlanVersion())
                .setGeneration(plan.getGeneration())
                .setBaselineArm(plan.getBaseline())
                .setCandidateArms(plan.getCandidates().toArray(String[]::new))
                .setSegmentNames(plan.getSegments().toArray(String[]::new))
                .setDesign(plan.getDesign())
                .setUnitOfAnalysis(plan.getUnit())
                .setSeveralArms(plan.getSeveralArms())
                .setHorizonMs(Math.max(1, plan.getHorizonMs()))
                .setLatenessMs(plan.getLatenessMs())
                .setAlpha(plan.getAlpha())
                .setHasLedger(plan.getLedger())
                .setLedgerMonths(plan.getLedgerMonths())
                .setYaml(plan.getYaml())
                .setContentHash(plan.getContentHash()));
        for (KpiDefinition kpi : plan.getKpis()) {
            rows.add(row(plan, kpi).setPosition(rows.size()));
        }
        KpisRecord any = new KpisRecord().setUseCase(plan.getUseCase()).setPlanVersion(plan.getPlanVersion());
        return new Change(
                origin, new Change.Key(origin.topic(), key), List.of(new Removal(ITS_KPIS, any)), List.copyOf(rows));
    }

    private static KpisRecord row(PlanVersion plan, KpiDefinition kpi) throws UnwritableException {
        KpisRecord row = new KpisRecord()
                .setUseCase(plan.getUseCase())
                .setPlanVersion(plan.getPlanVersion())
                .setKpi(kpi.getName())
                .setKpiType(kpi.getType())
                .setOutcome(kpi.getOutcome())
                .setBetter(kpi.getBetter())
                .setUnit(kpi.getUnit())
                .setScale(kpi.getScale())
                .setWindowMs(kpi.getWindowMs())
                .setStartsAt(kpi.getStartsAt())
                .setMissing(kpi.getMissing())
                .setCap(kpi.getCap())
                .setJoinBy(given(kpi.getJoin()))
                .setCreditModel(given(kpi.getModel()))
                .setRule(given(kpi.getRule()))
                .setValueOf(given(kpi.getCovariate().isEmpty() ? kpi.getQuantity() : kpi.getCovariate()))
                .setStartsWithOutcome(given(kpi.getStartsOutcome()))
                .setEndsAt(given(kpi.getEndsAt()))
                .setEndsWithOutcome(kpi.getEndsAt().equals("outcome") ? given(kpi.getOutcome()) : null)
                .setNumeratorKpi(given(kpi.getNumerator()))
                .setDenominatorKpi(given(kpi.getDenominator()))
                .setAdjustedBy(given(kpi.getAdjustedBy()))
                .setAdjustedByScale(kpi.getAdjustedBy().isEmpty() ? null : kpi.getAdjustedByScale());
        if (!kpi.getParts().isEmpty()) {
            row.setNetKpis(kpi.getParts().stream().map(PricedKpi::getKpi).toArray(String[]::new))
                    .setNetPrices(prices(kpi));
        }
        switch (kpi.getModel()) {
            case "position" -> row.setFirstPercent(kpi.getModelFirst()).setLastPercent(kpi.getModelLast());
            case "time_decay" -> row.setHalfLifeMs(kpi.getHalfLifeMs());
            default -> row.setHalfLifeMs(null);
        }
        return row;
    }

    private static BigDecimal[] prices(KpiDefinition kpi) throws UnwritableException {
        BigDecimal[] prices = new BigDecimal[kpi.getParts().size()];
        for (int i = 0; i < prices.length; i++) {
            String price = kpi.getParts().get(i).getPrice();
            try {
                prices[i] = new BigDecimal(price);
            } catch (NumberFormatException e) {
                throw new UnwritableException("PlanVersion: a price is no decimal number: " + price);
            }
        }
        return prices;
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
