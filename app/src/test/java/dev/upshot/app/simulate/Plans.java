package dev.upshot.app.simulate;

import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;

/** Plans to simulate. */
final class Plans {

    private Plans() {}

    /** All three types of KPI, arms by variant. */
    static Plan claims() {
        return of("""
                use_case: claims-triage
                version: 1
                arms: {by: variant, baseline: human, candidates: [model-v2]}
                design: {kind: randomized, allocation: {human: 0.5, model-v2: 0.5}}
                unit: decision
                segments: [region, product]
                lateness: P2D
                kpis:
                  - {name: decision_quality, outcome: adjudicated_correct, type: binary, window: P14D, better: higher}
                  - {name: processing_time, type: duration, from: requested_at, to: {outcome: claim_closed}, horizon: P7D, better: lower}
                  - {name: recovered_amount, outcome: recovery, type: amount, scale: 2, currency: EUR, window: P14D, better: higher}
                inference: {alpha: 0.05, method: fixed}
                """);
    }

    static Plan of(String yaml) {
        return PlanReader.parse(yaml, "plan.yaml");
    }
}
