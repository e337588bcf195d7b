package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** What is no mistake in a plan, but should be known before it is measured. */
final class PlanNotes {
    private PlanNotes() {}

    /** In the order of their lines; the plan is of that file. */
    static List<PlanProblem> of(Plan plan, String file) {
        Problems notes = new Problems(file);
        List<Field> items = YamlDocument.compose(plan.yaml(), notes)
                .flatMap(document -> new Field(document, document, "", true, notes).section("use_case, version, …"))
                .map(root -> root.required("kpis").items(1, "at least one KPI"))
                .orElseThrow();
        // The plan has them in the file's order.
        for (int i = 0; i < items.size(); i++) {
            uncapped(plan.kpis().get(i), items.get(i));
        }
        return notes.inOrder();
    }

    private static void uncapped(Kpi kpi, Field item) {
        if (!kpi.isUncapped()) {
            return;
        }
        String parts =
                kpi.parts().stream().filter(Kpi::isUncapped).map(Kpi::name).collect(Collectors.joining(" and "));
        item.problem(kpi.name() + " can claim nothing, whatever inference.method is (uncapped_values): "
                + (parts.isEmpty()
                        ? "it has no cap, so that a single value could overturn any answer"
                        : "there is no cap in " + parts));
    }
}
