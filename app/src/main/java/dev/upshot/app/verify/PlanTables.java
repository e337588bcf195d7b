package dev.upshot.app.verify;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Writes published plans into the tables {@code plan} and {@code kpi}. */
final class PlanTables {

    private static final int DEFAULT_EVENTS_PER_JOURNEY = 10_000;

    private PlanTables() {}

    static void load(Connection connection, Collection<PlanVersion> plans) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "plan", 10)) {
            int planId = 0;
            for (PlanVersion plan : plans) {
                Map<?, ?> yaml = section(new Load(LoadSettings.builder().build()).loadFromString(plan.getYaml()));
                rows.row()
                        .int4(++planId)
                        .text(plan.getUseCase())
                        .int4(plan.getPlanVersion())
                        .text(String.valueOf(section(yaml.get("arms")).get("by")))
                        .text(plan.getBaseline())
                        .texts(plan.getCandidates())
                        .texts(plan.getSegments())
                        .int8(plan.getLatenessMs())
                        .float8(plan.getAlpha())
                        .int4(eventsPerJourney(section(yaml.get("limits"))));
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

    /** The arms' source and the journey limit stand only in the plan's text. */
    private static Map<?, ?> section(@Nullable Object yaml) {
        return yaml instanceof Map<?, ?> map ? map : Map.of();
    }

    private static int eventsPerJourney(Map<?, ?> limits) {
        return limits.get("events_per_journey") instanceof Number number
                ? number.intValue()
                : DEFAULT_EVENTS_PER_JOURNEY;
    }
}
