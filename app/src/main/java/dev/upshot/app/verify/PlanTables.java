package dev.upshot.app.verify;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Writes published plans into the tables {@code plan} and {@code kpi}. */
final class PlanTables {

    private PlanTables() {}

    static void load(Connection connection, Collection<PlanVersion> plans) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "plan", 10)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                requireFields(plan);
                rows.row()
                        .int4(++planId)
                        .text(plan.getUseCase())
                        .int4(plan.getPlanVersion())
                        .text(plan.getArmsBy())
                        .text(plan.getBaseline())
                        .texts(plan.getCandidates())
                        .texts(plan.getSegments())
                        .int8(plan.getLatenessMs())
                        .float8(plan.getAlpha())
                        .int4(plan.getEventsPerJourney());
            }
            rows.complete();
        }
        try (CopyRows rows = new CopyRows(connection, "kpi", 11)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                planId++;
                int place = 0;
                for (KpiDefinition kpi : plan.getKpis()) {
                    rows.row()
                            .int4(planId)
                            .int4(++place)
                            .text(kpi.getName())
                            .text(kpi.getType())
                            .text(kpi.getOutcome())
                            .text(kpi.getUnit())
                            .int4(kpi.getScale())
                            .int8(kpi.getWindowMs())
                            .text(kpi.getStartsAt())
                            .text(kpi.getMissing())
                            .int8(kpi.getCap());
                }
            }
            rows.complete();
        }
    }

    private static void requireFields(PlanVersion plan) {
        if (plan.getArmsBy().isEmpty() || plan.getEventsPerJourney() == 0) {
            throw VerifyException.unavailable("the plan " + plan.getUseCase() + " v" + plan.getPlanVersion()
                    + " was published by a version of Upshot that did not write down all that verifying needs; publish"
                    + " it as version " + (plan.getPlanVersion() + 1));
        }
    }
}
