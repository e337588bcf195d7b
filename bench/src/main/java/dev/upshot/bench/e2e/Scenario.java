package dev.upshot.bench.e2e;

import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.List;

/**
 * A kind of history that the hot path has to bear, and the plan that measures it. Each decision is followed by one outcome of one of three
 * kinds within ten days.
 *
 * @param name what it is called on the command line
 * @param join the plan's {@code attribution} of every KPI that takes it
 * @param decisionsPerSubject how many decisions each subject gets, spread evenly over the history
 * @param copies how often each record is in its topic
 * @param amendedPercent how many of a hundred outcomes are amended a day later
 * @param hasLedger whether the plan keeps single decisions
 */
record Scenario(String name, String join, int decisionsPerSubject, int copies, int amendedPercent, boolean hasLedger) {

    private static final String DIRECT = "{join: direct}";
    private static final String LAST_TOUCH = "{join: subject, model: last_touch}";
    private static final String LINEAR = "{join: subject, model: linear}";

    /** What every other one is compared with. */
    static final Scenario BASE = new Scenario("direct", DIRECT, 1, 1, 0, false);

    /** Every scenario, the base first. */
    static final List<Scenario> ALL = List.of(
            BASE,
            new Scenario("ledger", DIRECT, 1, 1, 0, true),
            new Scenario("subject-1", LAST_TOUCH, 1, 1, 0, false),
            new Scenario("subject-10", LAST_TOUCH, 10, 1, 0, false),
            new Scenario("subject-100", LAST_TOUCH, 100, 1, 0, false),
            new Scenario("direct-100", DIRECT, 100, 1, 0, false),
            new Scenario("linear-10", LINEAR, 10, 1, 0, false),
            new Scenario("duplicates", DIRECT, 1, 10, 0, false),
            new Scenario("corrections", DIRECT, 1, 1, 30, false));

    /** The scenario's plan. */
    Plan plan() {
        return PlanReader.parse(
                """
            use_case: claims-triage
            version: 1
            arms: {by: variant, baseline: human, candidates: [model-v2]}
            design: {kind: randomized, allocation: {human: 0.5, model-v2: 0.5}}
            unit: decision
            segments: [region, product]
            lateness: P2D
            kpis:
              - {name: quality, outcome: correct, type: binary, window: P14D, better: higher, attribution: JOIN}
              - {name: time, type: duration, from: requested_at, to: {outcome: closed}, horizon: P14D, better: lower, attribution: JOIN}
              - {name: recovered, outcome: recovery, type: amount, scale: 2, cap: 5000, currency: EUR, window: P14D, better: higher, attribution: DIVIDED}
            inference: {alpha: 0.05, method: fixed}
            ledger: KEPT
            """.replace("KEPT", String.valueOf(hasLedger))
                        .replace("DIVIDED", join)
                        .replace("JOIN", whole()),
                name + ".yaml");
    }

    /** A yes or no and a time cannot be divided. */
    private String whole() {
        return isDirect() ? DIRECT : LAST_TOUCH;
    }

    /** Whether outcomes name their decision. */
    boolean isDirect() {
        return join.equals(DIRECT);
    }
}
