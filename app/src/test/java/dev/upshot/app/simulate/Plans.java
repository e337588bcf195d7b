package dev.upshot.app.simulate;

import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;

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

    /** Sums and counts that are shared among the decisions about a subject, by every model that divides. */
    static Plan recoveries() {
        return of("""
                use_case: claims-triage
                version: 2
                arms: {by: variant, baseline: human, candidates: [model-v2]}
                design: {kind: randomized, allocation: {human: 0.5, model-v2: 0.5}}
                unit: subject
                segments: [region]
                lateness: P2D
                kpis:
                  - {name: evenly, type: amount, outcome: recovery, currency: EUR, window: P14D, better: higher, attribution: {join: subject, model: linear}}
                  - {name: lately, type: amount, outcome: recovery, currency: EUR, window: P10D, better: higher, attribution: {join: subject, model: time_decay, half_life: PT1H}}
                  - {name: by_ends, type: amount, outcome: recovery, currency: EUR, window: P12D, better: higher, attribution: {join: subject, model: position}}
                  - {name: recoveries, type: count, outcome: recovery, window: P14D, better: higher, attribution: {join: subject, model: linear}}
                  - {name: per_recovery, type: ratio, numerator: evenly, denominator: recoveries, better: higher}
                  - {name: net, type: net, currency: EUR, parts: {evenly: 1, recoveries: -5.5}, better: higher}
                inference: {alpha: 0.05, method: fixed}
                """);
    }

    static Plan of(String yaml) {
        return PlanReader.parse(yaml, "plan.yaml");
    }
}
