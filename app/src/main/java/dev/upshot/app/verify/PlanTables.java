package dev.upshot.app.verify;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.PricedKpi;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes published plans into the tables {@code plan}, {@code kpi} and {@code kpi_part}. */
final class PlanTables {

    private PlanTables() {}

    static void load(Connection connection, Collection<PlanVersion> plans) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "plan", 22)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                requireFields(plan);
                rows.row()
                        .int4(++planId)
                        .text(plan.getUseCase())
                        .int4(plan.getPlanVersion())
                        .text(plan.getGeneration())
                        .text(plan.getArmsBy())
                        .text(plan.getBaseline())
                        .texts(plan.getCandidates())
                        .texts(plan.getSegments())
                        .text(plan.getUnit())
                        .text(plan.getDesign())
                        .text(plan.getSeveralArms())
                        .int8(plan.getHorizonMs())
                        .int8(plan.getLatenessMs())
                        .float8(plan.getAlpha())
                        .int4(plan.getEventsPerJourney())
                        .int4(plan.getSegmentValues())
                        .int4(plan.getCells())
                        .bool(plan.getRepartition())
                        .bool(plan.getResolveSubject())
                        .bool(plan.getLedger());
                looks(plan, rows);
            }
            rows.complete();
        }
        try (CopyRows rows = new CopyRows(connection, "kpi", 28)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                planId++;
                int place = 0;
                int givenPlace = 0;
                List<String> adjustments = new ArrayList<>();
                for (KpiDefinition kpi : plan.getKpis()) {
                    rows.row().int4(planId).int4(++place);
                    write(kpi, kpi.getType().equals("value") ? ++givenPlace : null, rows);
                    adjustment(kpi, adjustments, rows);
                }
            }
            rows.complete();
        }
        parts(connection, plans);
    }

    private static void parts(Connection connection, Collection<PlanVersion> plans) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "kpi_part", 4)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                planId++;
                for (KpiDefinition kpi : plan.getKpis()) {
                    for (PricedKpi part : kpi.getParts()) {
                        rows.row()
                                .int4(planId)
                                .text(kpi.getName())
                                .text(part.getKpi())
                                .text(part.getPrice());
                    }
                }
            }
            rows.complete();
        }
    }

    /** How often may be looked is known from the plan's text alone. */
    private static void looks(PlanVersion plan, CopyRows row) {
        if (plan.getYaml().isBlank()) {
            row.text("").nil();
            return;
        }
        Inference inference = PlanReader.parse(plan.getYaml(), "plans topic: " + plan.getUseCase())
                .inference();
        row.text(inference.method().code());
        Duration horizon = inference.horizon();
        whole(horizon == null ? null : (Integer) Math.toIntExact(horizon.toDays()), row);
    }

    private static void write(KpiDefinition kpi, @Nullable Integer givenPlace, CopyRows row) {
        boolean duration = kpi.getType().equals("duration");
        boolean position = kpi.getModel().equals("position");
        row.text(kpi.getName())
                .text(kpi.getType())
                .text(kpi.getUnit())
                .int4(kpi.getScale())
                .int8(kpi.getWindowMs())
                .text(kpi.getMissing())
                .int8(kpi.getCap())
                .text(given(kpi.getJoin()))
                .text(given(kpi.getModel()));
        whole(position ? kpi.getModelFirst() : null, row);
        whole(position ? kpi.getModelLast() : null, row);
        row.int8(kpi.getHalfLifeMs() == 0 ? null : kpi.getHalfLifeMs())
                .text(duration ? null : given(kpi.getOutcome()))
                .text(given(kpi.getRule()))
                .text(duration ? kpi.getStartsAt() : null)
                .text(given(kpi.getStartsOutcome()))
                .text(given(kpi.getEndsAt()))
                .text(duration ? given(kpi.getOutcome()) : null)
                .text(given(kpi.getQuantity()))
                .text(given(kpi.getCovariate()));
        whole(givenPlace, row);
        row.text(given(kpi.getNumerator())).text(given(kpi.getDenominator()));
    }

    /** Covariates of one name and scale are kept once, in the order of their first KPI. */
    private static void adjustment(KpiDefinition kpi, List<String> adjustments, CopyRows row) {
        if (kpi.getAdjustedBy().isEmpty()) {
            row.nils(3);
            return;
        }
        String adjustment = kpi.getAdjustedByScale() + " " + kpi.getAdjustedBy();
        if (!adjustments.contains(adjustment)) {
            adjustments.add(adjustment);
        }
        row.text(kpi.getAdjustedBy()).int4(kpi.getAdjustedByScale()).int4(adjustments.indexOf(adjustment) + 1);
    }

    private static void whole(@Nullable Integer number, CopyRows row) {
        if (number == null) {
            row.nil();
        } else {
            row.int4(number);
        }
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void requireFields(PlanVersion plan) {
        if (plan.getArmsBy().isEmpty() || plan.getHorizonMs() == 0) {
            throw VerifyException.unavailable("the plan " + plan.getUseCase() + " v" + plan.getPlanVersion()
                    + " was published by a version of Upshot that did not write down all that verifying needs; publish"
                    + " it as version " + (plan.getPlanVersion() + 1));
        }
    }
}
