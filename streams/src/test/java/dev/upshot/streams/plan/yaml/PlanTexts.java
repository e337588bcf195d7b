package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upshot.streams.plan.Plan;
import java.util.List;

/** A valid plan as text, to be changed in one place, and what the reader says about it. */
public final class PlanTexts {
    /** One key per line where possible, so that lines in expected messages can be counted. */
    public static final String PLAN = """
            use_case: claims-triage
            version: 1
            arms:
              by: variant
              baseline: human
              candidates: [model-v2, model-v3]
            design: {kind: randomized, allocation: {human: 0.5, model-v2: 0.25, model-v3: 0.25}}
            unit: decision
            segments: [region, product]
            lateness: P2D
            kpis:
              - {name: quality, type: binary, outcome: adjudicated, window: P14D, better: higher}
              - {name: time, type: duration, from: requested_at, to: {outcome: closed}, horizon: P7D, better: lower}
              - {name: amount, type: amount, outcome: recovery, scale: 2, cap: 5000, currency: EUR, window: P14D, better: higher}
            inference: {alpha: 0.05, method: fixed}
            limits: {events_per_journey: 500}
            """;

    private PlanTexts() {}

    public static Plan plan() {
        return PlanReader.parse(PLAN, "plan.yaml");
    }

    /** The plan with a fragment replaced; the fragment must be there once. */
    public static String with(String fragment, String replacement) {
        assertThat(PLAN.split(java.util.regex.Pattern.quote(fragment), -1))
                .as(fragment)
                .hasSize(2);
        return PLAN.replace(fragment, replacement);
    }

    public static Plan planWith(String fragment, String replacement) {
        return PlanReader.parse(with(fragment, replacement), "plan.yaml");
    }

    /** Everything the reader says about a text, one line each. */
    public static List<String> problemsOf(String yaml) {
        PlanException refused = catchThrowableOfType(PlanException.class, () -> PlanReader.parse(yaml, "plan.yaml"));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.getMessage().lines().toList())
                .isEqualTo(
                        refused.problems().stream().map(PlanProblem::toString).toList());
        return refused.problems().stream().map(PlanProblem::toString).toList();
    }
}
