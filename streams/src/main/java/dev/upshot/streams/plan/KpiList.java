package dev.upshot.streams.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code kpis}: each entry, and what holds between them. */
final class KpiList {
    private final Problems problems;
    private final List<Kpi> kpis = new ArrayList<>();
    private final Map<String, String> pathOfName = new HashMap<>();
    private final Map<String, AmountKpi> amountOfOutcome = new HashMap<>();

    private KpiList(Problems problems) {
        this.problems = problems;
    }

    /** The KPIs that are right; the problems of the others are reported. */
    static List<Kpi> parse(Field field, Problems problems) {
        KpiList list = new KpiList(problems);
        field.items(
                        1,
                        "at least one KPI, for example {name: quality, type: binary, outcome: adjudicated_correct, "
                                + "window: P14D, better: higher}")
                .forEach(list::add);
        return list.kpis;
    }

    private void add(Field item) {
        item.section("{name: …, type: …, better: …}").ifPresent(section -> {
            KpiParser parser = new KpiParser(section, problems);
            parser.name().ifPresent(name -> nameIsNew(name, item.path(), section));
            parser.parse().ifPresent(read -> {
                kpis.add(read);
                if (read instanceof AmountKpi amount) {
                    currencyAgrees(amount, section);
                }
            });
        });
    }

    private void nameIsNew(String name, String path, Section section) {
        String first = pathOfName.putIfAbsent(name, path);
        if (first != null) {
            section.required("name").problem("is the name of " + first + " too; give each KPI a name of its own");
        }
    }

    /** An event has one unit: two currencies for one outcome would refuse every event of it. */
    private void currencyAgrees(AmountKpi amount, Section section) {
        AmountKpi first = amountOfOutcome.putIfAbsent(amount.outcome(), amount);
        if (first != null && !first.unit().equals(amount.unit())) {
            section.optional("currency")
                    .problem("is " + nameOf(amount) + " while KPI " + first.name() + " reads the same outcome in "
                            + nameOf(first) + "; an outcome has one currency");
        }
    }

    private static String nameOf(AmountKpi amount) {
        return amount.currency() == null ? "no currency" : amount.currency();
    }
}
