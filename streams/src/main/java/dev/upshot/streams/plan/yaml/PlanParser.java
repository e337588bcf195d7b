package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Design;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Ledger;
import dev.upshot.streams.plan.Limits;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Routing;
import dev.upshot.streams.plan.SeveralArms;
import dev.upshot.streams.plan.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a plan from the nodes of its document. All problems are collected; the plan is made only if there are none. */
final class PlanParser {
    private static final Duration DEFAULT_LATENESS = Duration.ofDays(2);

    private final Problems problems;

    PlanParser(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the plan.
     *
     * @param yaml the text the document was made of, kept with the plan
     * @throws PlanException with all that is wrong
     */
    Plan parse(Node document, String yaml) {
        Optional<Section> root =
                new Field(document, document, "", true, problems).section("use_case, version, arms, kpis, …");
        problems.throwIfAny();
        return parse(root.orElseThrow(), yaml);
    }

    private Plan parse(Section root, String yaml) {
        Optional<String> useCase = root.required("use_case").name();
        Optional<Integer> version = root.required("version").whole(1, Integer.MAX_VALUE);
        Arms arms = Arms.parse(root.required("arms"), problems);
        Design design = DesignParser.parse(root.optional("design"), arms.all());
        Unit unit = root.optional("unit").choice(Unit.values(), Unit::code).orElse(Unit.DECISION);
        SeveralArms severalArms = severalArms(root, unit);
        List<String> segments = segments(root.optional("segments"));
        Duration lateness = root.optional("lateness").duration(Duration.ZERO).orElse(DEFAULT_LATENESS);
        KpiList.Read kpis = KpiList.parse(root.required("kpis"), problems);
        if (design.kind() == Design.Kind.LOGGED_PROPENSITY) {
            WeightedPlan.check(root, unit, kpis);
        }
        NetPlan.check(unit, kpis);
        Inference inference = InferenceParser.parse(root.optional("inference"), kpis.targets());
        Limits limits = limits(root.optional("limits"));
        Routing routing = routing(root);
        Ledger ledger = ledger(root.optional("ledger"));
        root.refuseOthers();
        problems.throwIfAny();
        return new Plan(
                useCase.orElseThrow(),
                version.orElseThrow(),
                arms.by(),
                arms.baseline(),
                arms.candidates(),
                design,
                unit,
                severalArms,
                segments,
                lateness,
                kpis.kpis(),
                kpis.covariates(),
                inference,
                limits,
                routing,
                ledger,
                yaml);
    }

    private static List<String> segments(Field field) {
        List<String> segments = new ArrayList<>();
        for (Field item : field.items(0, "names of the decisions' segments, for example [region, product]")) {
            item.name().ifPresent(name -> {
                if (segments.contains(name)) {
                    item.problem("found \"" + name + "\" a second time; name each segment once");
                }
                segments.add(name);
            });
        }
        return segments;
    }

    private static SeveralArms severalArms(Section root, Unit unit) {
        if (unit == Unit.DECISION) {
            root.refuse("several_arms", "belongs to unit: subject; a decision has one arm");
            return SeveralArms.FIRST;
        }
        return root.optional("several_arms")
                .choice(SeveralArms.values(), SeveralArms::code)
                .orElse(SeveralArms.FIRST);
    }

    private static Limits limits(Field field) {
        return field.section("{events_per_journey: 10000, segment_values: 1000, cells: 100000}")
                .map(limits -> {
                    Limits given = new Limits(
                            limit(limits, "events_per_journey", Limits.MAX, Limits.DEFAULT.eventsPerJourney()),
                            limit(limits, "segment_values", Limits.MAX, Limits.DEFAULT.segmentValues()),
                            limit(limits, "cells", Limits.MAX_CELLS, Limits.DEFAULT.cells()));
                    limits.refuseOthers();
                    return given;
                })
                .orElse(Limits.DEFAULT);
    }

    private static Routing routing(Section root) {
        boolean repartition = root.optional("repartition").truth().orElse(false);
        Field resolve = root.optional("resolve_subject");
        if (!resolve.truth().orElse(false)) {
            return repartition ? Routing.BY_SUBJECT : Routing.NONE;
        }
        if (!repartition) {
            resolve.problem("needs repartition: true: an event without a subject has no key to be found by");
        }
        return Routing.BY_DECISION;
    }

    private static Ledger ledger(Field field) {
        if (!field.isMapping()) {
            return field.truthOr("{months: 24}").orElse(false) ? new Ledger(true, 0) : Ledger.NONE;
        }
        return field.section("{months: 24}")
                .map(ledger -> {
                    int months = ledger.required("months")
                            .whole(1, Ledger.MAX_MONTHS)
                            .orElse(1);
                    ledger.refuseOthers();
                    return new Ledger(true, months);
                })
                .orElse(Ledger.NONE);
    }

    private static int limit(Section limits, String key, int max, int byDefault) {
        return limits.optional(key).whole(1, max).orElse(byDefault);
    }
}
