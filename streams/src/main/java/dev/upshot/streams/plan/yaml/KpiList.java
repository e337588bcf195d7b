package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.FixedPointRange;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.RatioKpi;
import java.math.BigDecimal;
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

    /** The KPIs in the plan's order; one that is made of others may stand before them. */
    private List<Kpi> resolved() {
        List<Kpi> kpis = new ArrayList<>();
        for (KpiParser.Read read : entries) {
            read.kpi().or(() -> read.ofNames().flatMap(this::resolve)).ifPresent(kpis::add);
        }
        return kpis;
    }

    private Optional<Kpi> resolve(KpiParser.OfNames composed) {
        return composed instanceof KpiParser.NetOfNames net ? resolve(net) : resolve((KpiParser.RatioOfNames) composed);
    }

    private Optional<Kpi> resolve(KpiParser.RatioOfNames ratio) {
        Optional<Kpi> numerator = part(ratio.section().required("numerator"), "is", ratio.numerator());
        Optional<Kpi> denominator = part(ratio.section().required("denominator"), "is", ratio.denominator());
        if (ratio.numerator().equals(ratio.denominator())) {
            ratio.section()
                    .required("denominator")
                    .problem("is the numerator too; the ratio of a KPI to itself is always 1");
            return Optional.empty();
        }
        return numerator.flatMap(
                above -> denominator.map(below -> new RatioKpi(ratio.name(), above, below, ratio.better())));
    }

    private Optional<Kpi> resolve(KpiParser.NetOfNames net) {
        int before = problems.count();
        List<NetKpi.Priced> priced = new ArrayList<>();
        for (String name : net.parts().given()) {
            Field field = net.parts().required(name);
            Optional<BigDecimal> price = field.decimal(
                    p -> p.signum() != 0 && p.abs().compareTo(NetKpi.DEAREST) <= 0,
                    "what 1 of the KPI is worth: a number, not 0, from -1000000000 to 1000000000");
            part(field, "prices", name)
                    .filter(kpi -> isInCurrency(kpi, net.currency(), field))
                    .flatMap(kpi ->
                            price.filter(p -> isWithinPlaces(kpi, p, field)).map(p -> new NetKpi.Priced(kpi, p)))
                    .ifPresent(priced::add);
        }
        if (net.parts().given().isEmpty()) {
            net.section().required("parts").problem("is empty; expected KPIs and their prices");
        }
        return problems.count() == before
                ? Optional.of(new NetKpi(net.name(), priced, net.currency(), net.better()))
                : Optional.empty();
    }

    private static boolean isInCurrency(Kpi kpi, String currency, Field field) {
        String other = kpi.currency();
        if (other == null || other.equals(currency)) {
            return true;
        }
        field.problem("is in " + other + " while the whole is in " + currency + "; amounts never mix currencies");
        return false;
    }

    private static boolean isWithinPlaces(Kpi kpi, BigDecimal price, Field field) {
        if (NetKpi.Priced.places(kpi, price) <= FixedPointRange.MAX_SCALE) {
            return true;
        }
        field.problem("has more than " + FixedPointRange.MAX_SCALE + " decimal places together with its KPI, which has "
                + kpi.scale());
        return false;
    }

    /** The KPI of a name that can be a part; else the problem is reported, unless the KPI itself is wrong. */
    private Optional<Kpi> part(Field field, String verb, String name) {
        @Nullable Kpi found = partOfName.get(name);
        if (found != null && found.canBePart()) {
            return Optional.of(found);
        }
        String named = verb + " \"" + Found.shorten(name) + "\"";
        if (found != null || entries.stream().anyMatch(read -> isOfNames(read, name))) {
            field.problem(named + "; expected the name of a KPI of type binary, amount, count or value");
        } else if (!pathOfName.containsKey(name)) {
            Optional<String> nearest = NearestName.of(name, partOfName.keySet());
            field.problem(named + ", which is no KPI of this plan"
                    + nearest.map(near -> "; did you mean " + near + "?").orElse(""));
        }
        return Optional.empty();
    }

    private static boolean isOfNames(KpiParser.Read read, String name) {
        return read.ofNames().filter(other -> other.name().equals(name)).isPresent();
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
