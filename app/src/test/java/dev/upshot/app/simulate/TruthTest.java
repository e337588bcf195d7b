package dev.upshot.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.app.PlainMeasurement;
import dev.upshot.stats.Moments;
import dev.upshot.streams.plan.Plan;
import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void theFirstCandidateImprovesEveryKpiByAKnownLift() {
        Truth truth = Simulation.of(Plans.claims(), 1, 1, 1).truth();

        assertThat(truth.kpi("decision_quality").arm("human").mean()).isEqualTo(0.97 * 0.62, within(1e-12));
        assertThat(truth.kpi("decision_quality").arm("model-v2").relative()).isEqualTo(0.15, within(1e-12));
        // One case in a thousand stays open and counts as the horizon in both arms.
        assertThat(truth.kpi("processing_time").arm("model-v2").relative()).isEqualTo(-0.3943, within(1e-3));
        assertThat(truth.kpi("processing_time").unit()).isEqualTo("s");
        assertThat(truth.kpi("recovered_amount").arm("model-v2").relative()).isEqualTo(0.08, within(1e-4));
        assertThat(truth.kpi("recovered_amount").unit()).isEqualTo("EUR");
        assertThat(truth.kpi("recovered_amount").arm("human").absolute()).isZero();
    }

    @Test
    void theHistoryKeepsToTheTruth() {
        keepsToTheTruth(Plans.claims(), 60_000);
    }

    @Test
    void theTruthIsMeasuredUnderTheCapOfThePlan() {
        Plan plan = Plans.of("""
                use_case: loans
                version: 3
                arms: {by: variant, baseline: old, candidates: [new]}
                design: {kind: randomized, allocation: {old: 0.7, new: 0.3}}
                lateness: PT6H
                kpis:
                  - {name: capped, outcome: paid, type: amount, scale: 3, cap: 90.5, window: P3D, better: higher}
                  - {name: uncapped, outcome: paid, type: amount, scale: 2, window: P5D, better: higher}
                  - {name: paid_at_all, outcome: paid, type: amount, scale: 2, window: P5D, better: higher, missing: exclude}
                """);

        Truth truth = keepsToTheTruth(plan, 40_000);

        assertThat(truth.kpi("capped").arm("old").mean())
                .isLessThan(truth.kpi("uncapped").arm("old").mean());
        assertThat(truth.kpi("capped").arm("new").relative()).isLessThan(0.08);
        assertThat(truth.kpi("paid_at_all").arm("old").mean() * 0.4)
                .isEqualTo(truth.kpi("uncapped").arm("old").mean(), within(1e-9));
    }

    @Test
    void decisionsCarryTheirCostWhereThePlanLooksAtItAndWhatTheyAreWorthIsKnown() {
        Plan plan = Plans.of("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                lateness: PT6H
                kpis:
                  - {name: confidence, type: value, of: score, better: higher}
                  - {name: recovered, outcome: recovery, type: amount, scale: 2, currency: EUR, cap: 5000, window: P3D, better: higher}
                  - {name: correct, outcome: correct, type: binary, window: P3D, better: higher}
                  - {name: cost, type: value, of: cost, scale: 2, currency: EUR, cap: 12, better: lower}
                  - {name: exact_cost, type: value, of: cost, scale: 4, currency: EUR, better: lower}
                  - {name: net, type: net, currency: EUR, parts: {recovered: 1, correct: 20.5, cost: -1}, better: higher}
                inference: {alpha: 0.05, method: fixed}
                """);

        Truth truth = keepsToTheTruth(plan, 40_000);

        assertThat(truth.kpis()).extracting(Truth.KpiTruth::kpi).doesNotContain("confidence");
        assertThat(truth.kpi("exact_cost").arm("model").relative()).isEqualTo(-0.2, within(0.01));
        assertThat(truth.kpi("cost").arm("human").mean())
                .isLessThan(truth.kpi("exact_cost").arm("human").mean());
        assertThat(truth.kpi("net").arm("model").mean())
                .isEqualTo(
                        mean(truth, "recovered") + 20.5 * mean(truth, "correct") - mean(truth, "cost"), within(1e-9));
    }

    private static double mean(Truth truth, String kpi) {
        return truth.kpi(kpi).arm("model").mean();
    }

    @Test
    void costsInTwoCurrenciesCannotBeSimulated() {
        Plan plan = Plans.of("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                lateness: PT6H
                kpis:
                  - {name: correct, outcome: correct, type: binary, window: P3D, better: higher}
                  - {name: euros, type: value, of: cost, currency: EUR, better: lower}
                  - {name: dollars, type: value, of: cost, currency: USD, better: lower}
                """);

        assertThatThrownBy(() -> Simulation.of(plan, 1, 1, 1))
                .isInstanceOf(CannotSimulateException.class)
                .hasMessageStartingWith("claims v1 reads the cost of decisions in two currencies");
    }

    @Test
    void everyCandidateHasItsOwnEffectAndArmsMayGoByActorVersion() {
        Plan plan = Plans.of("""
                use_case: routing
                version: 1
                arms: {by: actor_version, baseline: "router:1", candidates: ["router:2", "router:3", "human desk:", "a:b:c", "x:1", "x:2"]}
                design: {kind: randomized}
                lateness: PT0S
                kpis:
                  - {name: complaint, outcome: complaint, type: binary, window: P10D, better: lower}
                  - {name: second_complaint, outcome: second_complaint, type: binary, window: P1D, better: lower, missing: exclude}
                """);

        Truth truth = keepsToTheTruth(plan, 60_000);

        Truth.KpiTruth complaint = truth.kpi("complaint");
        assertThat(complaint.arms()).extracting(Truth.ArmTruth::arm).isEqualTo(plan.arms());
        assertThat(complaint.arm("router:2").relative()).isEqualTo(-0.15, within(1e-12));
        assertThat(complaint.arm("router:3").relative()).isEqualTo(-0.06, within(1e-12));
        assertThat(complaint.arm("human desk:").relative()).isEqualTo(0.075, within(1e-12));
        assertThat(complaint.arm("a:b:c").relative()).isEqualTo(0, within(1e-12));
        assertThat(truth.kpi("second_complaint").arm("router:2").relative()).isEqualTo(-0.075, within(1e-12));
    }

    @Test
    void kpisOfAllTypesMayReadOneOutcomeAndArmsMayGoByActorType() {
        Plan plan = Plans.of("""
                use_case: returns
                version: 1
                arms: {by: actor_type, baseline: human, candidates: [model, rule, hybrid]}
                design: {kind: observational}
                lateness: P1D
                limits: {events_per_journey: 100}
                kpis:
                  - {name: refunded, outcome: refund, type: binary, window: P2D, better: lower}
                  - {name: refunds, outcome: refund, type: amount, scale: 1, window: P3D, better: lower}
                  - {name: since_request, outcome: refund, type: duration, from: requested_at, window: P4D, better: lower}
                  - {name: since_decision, outcome: refund, type: duration, from: decided_at, window: PT30M, better: lower}
                """);

        Truth truth = keepsToTheTruth(plan, 40_000);

        assertThat(truth.kpi("refunded").arm("model").mean())
                .isEqualTo(truth.kpi("refunds").arm("model").mean(), within(1e-12));
        assertThat(truth.kpi("since_decision").arm("human").mean())
                .isLessThan(truth.kpi("since_request").arm("human").mean());
        assertThat(Fault.possibleIn(plan, OutcomeProcesses.of(plan))).doesNotContain(Fault.UNKNOWN_ARM);
    }

    @Test
    void windowsOfAMillisecondAndCapsOfACentAreKept() {
        Plan plan = Plans.of("""
                use_case: tiny
                version: 1
                arms: {by: variant, baseline: a, candidates: [b]}
                design: {kind: randomized}
                lateness: PT0.001S
                kpis:
                  - {name: fast, outcome: done, type: duration, from: requested_at, window: PT0.001S, better: lower}
                  - {name: cent, outcome: fee, type: amount, scale: 2, cap: 0.01, window: PT0.001S, better: higher}
                  - {name: fine, outcome: fine, type: amount, scale: 9, window: PT1S, better: lower}
                """);

        keepsToTheTruth(plan, 5_000);
    }

    /** Measures a history and compares each mean with the truth: four and a half standard errors apart is too far. */
    private static Truth keepsToTheTruth(Plan plan, long decisions) {
        Simulation simulation = Simulation.of(plan, decisions, 20, 11);
        PlainMeasurement measurement = new PlainMeasurement(plan);
        for (SimulatedEvent event : simulation) {
            if (event.trait() != Trait.LATE && event.trait() != Trait.MALFORMED) {
                measurement.add(event.event().value());
            }
        }
        Truth truth = simulation.truth();
        for (Truth.KpiTruth kpi : truth.kpis()) {
            for (Truth.ArmTruth arm : kpi.arms()) {
                Moments found = measurement.moments(kpi.kpi(), arm.arm());
                double standardError = Math.sqrt(found.variance() / found.n());
                assertThat(found.mean())
                        .as(kpi.kpi() + " of " + arm.arm() + ", n = " + found.n())
                        // Where all are alike the few that stay open have not been drawn.
                        .isEqualTo(arm.mean(), within(4.5 * standardError + (standardError == 0 ? 1e-5 : 1e-12)));
            }
        }
        return truth;
    }
}
