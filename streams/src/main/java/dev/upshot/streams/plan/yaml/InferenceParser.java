package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Inference.Method;
import dev.upshot.streams.plan.Inference.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code inference}, and of a KPI what it is held against. */
final class InferenceParser {
    private static final double DEFAULT_ALPHA = 0.05;
    private static final int MAX_UNITS = 1_000_000_000;
    private static final String OBRIEN_FLEMING = "obrien_fleming";
    private static final String POWER = "power";
    /** Spotify's exponent. */
    private static final double USUAL_POWER = 2;

    private InferenceParser() {}

    static Inference parse(Field field, Map<String, Target> targets) {
        return field.section("{alpha: 0.05, method: confidence_sequence, planned_units: 20000}")
                .map(section -> parse(section, targets))
                .orElseGet(() -> with(new Inference(DEFAULT_ALPHA), targets));
    }

    private static Inference parse(Section section, Map<String, Target> targets) {
        Optional<Double> alpha = section.optional("alpha")
                .real(
                        value -> value >= Inference.MIN_ALPHA && value < 1,
                        "a number between 0 and 1, at least 1e-9, for example 0.05");
        Method method =
                section.optional("method").choice(Method.values(), Method::code).orElse(Method.CONFIDENCE_SEQUENCE);
        Field planned = method == Method.GROUP_SEQUENTIAL
                ? section.required("planned_units")
                : section.optional("planned_units");
        Optional<Integer> units = planned.whole(1, MAX_UNITS);
        Optional<Integer> events = section.optional("minimum_events").whole(1, MAX_UNITS);
        double power = 0;
        Optional<Duration> horizon = Optional.empty();
        if (method == Method.GROUP_SEQUENTIAL) {
            power = section.optional("spending")
                    .choice(new String[] {OBRIEN_FLEMING, POWER}, Function.identity())
                    .filter(POWER::equals)
                    .map(any -> USUAL_POWER)
                    .orElse(0.0);
        } else {
            section.refuse("spending", "belongs to method: group_sequential");
        }
        if (method == Method.CONFIDENCE_SEQUENCE) {
            section.refuse(
                    "horizon", "belongs to method: group_sequential and fixed; a confidence sequence has no end");
        } else {
            horizon = section.optional("horizon").duration(Duration.ofDays(1));
        }
        section.refuseOthers();
        return new Inference(
                alpha.orElse(DEFAULT_ALPHA),
                method,
                units.map(Integer::longValue).orElse(Inference.DEFAULT_UNITS),
                power,
                horizon.orElse(null),
                events.map(Integer::longValue).orElse(Inference.DEFAULT_EVENTS),
                targets);
    }

    private static Inference with(Inference inference, Map<String, Target> targets) {
        return new Inference(
                inference.alpha(),
                inference.method(),
                inference.plannedUnits(),
                inference.spendingPower(),
                inference.horizon(),
                inference.minimumEvents(),
                targets);
    }

    /** What a KPI is held against; empty if it says nothing of it. */
    static Optional<Target> target(Section kpi) {
        Optional<Double> effect = kpi.optional("minimum_effect")
                .real(
                        value -> value > 0 && value <= 100,
                        "a relative difference above 0 and at most 100, for example 0.01 for 1 %");
        Optional<Double> margin = kpi.optional("guardrail")
                .section("{margin: 0.02}")
                .flatMap(guardrail -> {
                    Optional<Double> given = guardrail
                            .required("margin")
                            .real(
                                    value -> value > 0 && value <= 1,
                                    "the relative loss that is accepted, above 0 and at most 1, for example 0.02");
                    guardrail.refuseOthers();
                    return given;
                });
        return effect.isEmpty() && margin.isEmpty()
                ? Optional.empty()
                : Optional.of(new Target(effect.orElse(0.0), margin.orElse(0.0)));
    }
}
