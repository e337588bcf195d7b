package dev.upshot.streams.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code kpis}: each entry, and what holds between them. */
final class KpiList {
    private final Problems problems;
    private final List<KpiParser.Read> entries = new ArrayList<>();
    private final Map<String, String> pathOfName = new HashMap<>();
    private final Map<String, Kpi> partOfName = new LinkedHashMap<>();
    private final Map<String, AmountKpi> amountOfOutcome = new HashMap<>();
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, Covariate> covariateOfName = new LinkedHashMap<>();
    private final Map<String, Inference.Target> targetOfName = new LinkedHashMap<>();

    /**
     * What was read.
     *
     * @param kpis in the plan's order
     * @param covariates by the name of the KPI that is adjusted
     * @param targets by the name of the KPI that is held against them
     * @param sections where each KPI stands, by its name
     */
    record Read(
            List<Kpi> kpis,
            Map<String, Covariate> covariates,
            Map<String, Inference.Target> targets,
            Map<String, Section> sections) {}

    private KpiList(Problems problems) {
        this.problems = problems;
    }

    /** The KPIs that are right; the problems of the others are reported. */
    static Read parse(Field field, Problems problems) {
        KpiList list = new KpiList(problems);
        field.items(
                        1,
                        "at least one KPI, for example {name: quality, type: binary, outcome: adjudicated_correct, "
                                + "window: P14D, better: higher}")
                .forEach(list::add);
        return new Read(list.resolved(), list.covariateOfName, list.targetOfName, list.sections);
    }

    private void add(Field item) {
        item.section("{name: …, type: …, better: …}").ifPresent(section -> {
            KpiParser parser = new KpiParser(section, problems);
            parser.name().ifPresent(name -> nameIsNew(name, item.path(), section));
            KpiParser.Read read = parser.parse();
            entries.add(read);
            parser.name().ifPresent(name -> sections.putIfAbsent(name, section));
            parser.name().ifPresent(name -> parser.target().ifPresent(target -> targetOfName.put(name, target)));
            parser.name().ifPresent(name -> parser.covariate().ifPresent(x -> covariateOfName.put(name, x)));
            read.kpi().ifPresent(kpi -> {
                partOfName.putIfAbsent(kpi.name(), kpi);
                if (kpi instanceof AmountKpi amount) {
                    currencyAgrees(amount, section);
                }
            });
        });
    }

    /** The KPIs in the plan's order; a ratio may stand before its parts. */
    private List<Kpi> resolved() {
        List<Kpi> kpis = new ArrayList<>();
        for (KpiParser.Read read : entries) {
            read.kpi().or(() -> read.ratio().flatMap(this::resolve)).ifPresent(kpis::add);
        }
        return kpis;
    }

    private Optional<Kpi> resolve(KpiParser.RatioOfNames ratio) {
        Optional<Kpi> numerator = part(ratio, "numerator", ratio.numerator());
        Optional<Kpi> denominator = part(ratio, "denominator", ratio.denominator());
        if (ratio.numerator().equals(ratio.denominator())) {
            ratio.section()
                    .required("denominator")
                    .problem("is the numerator too; the ratio of a KPI to itself is always 1");
            return Optional.empty();
        }
        return numerator.flatMap(
                above -> denominator.map(below -> new RatioKpi(ratio.name(), above, below, ratio.better())));
    }

    private Optional<Kpi> part(KpiParser.RatioOfNames ratio, String key, String name) {
        @Nullable Kpi found = partOfName.get(name);
        if (found != null && RatioKpi.canBePart(found)) {
            return Optional.of(found);
        }
        if (found != null || pathOfName.containsKey(name)) {
            if (found != null || entries.stream().anyMatch(read -> isRatio(read, name))) {
                ratio.section()
                        .required(key)
                        .problem("is \"" + Found.shorten(name)
                                + "\"; expected the name of a KPI of type binary, amount, count or value");
            }
            return Optional.empty();
        }
        Optional<String> nearest = NearestName.of(name, partOfName.keySet());
        ratio.section()
                .required(key)
                .problem("is \"" + Found.shorten(name) + "\", which is no KPI of this plan"
                        + nearest.map(near -> "; did you mean " + near + "?").orElse(""));
        return Optional.empty();
    }

    private static boolean isRatio(KpiParser.Read read, String name) {
        return read.ratio().filter(other -> other.name().equals(name)).isPresent();
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
