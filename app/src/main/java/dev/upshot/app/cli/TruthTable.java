package dev.upshot.app.cli;

import dev.upshot.app.simulate.Truth;
import dev.upshot.app.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a simulation has hidden in its events: the lifts that measuring should find. */
final class TruthTable {
    private TruthTable() {}

    static List<String> lines(Truth truth) {
        Table table = Table.of("KPI", "ARM", ">TRUE MEAN", "UNIT", ">TRUE LIFT");
        for (Truth.KpiTruth kpi : truth.kpis()) {
            for (Truth.ArmTruth arm : kpi.arms()) {
                table.row(
                        kpi.kpi(),
                        arm.arm(),
                        String.format(Locale.ROOT, "%.6g", arm.mean()),
                        kpi.unit(),
                        arm.equals(kpi.arms().get(0)) ? "(baseline)" : Percent.signed(arm.relative()));
            }
        }
        return table.lines();
    }

    static List<Map<String, Object>> json(Truth truth) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Truth.KpiTruth kpi : truth.kpis()) {
            for (Truth.ArmTruth arm : kpi.arms()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("kpi", kpi.kpi());
                row.put("unit", kpi.unit());
                row.put("arm", arm.arm());
                row.put("mean", arm.mean());
                row.put("absolute", arm.absolute());
                if (arm.relative() != null) {
                    row.put("relative", arm.relative());
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
