package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise 1, the tables are a function of the set of events: both versions of the claims plan side by side, by decision and by claimant,
 * with every join, model and type of KPI, recomputed in SQL, and the same bytes whatever the order, repetition and partitioning.
 */
class EveryKindOfCreditIT {

    private static final long SEED = Long.getLong("upshot.seed", 11L);
    private static final List<Plan> PLANS = List.of(
            PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml")),
            PlanReader.read(RepositoryRoot.resolve("examples/claims-by-claimant.yaml")),
            plan(3, "logged_propensity", """
                    unit: decision
                    ledger: {months: 1200}
                    kpis:
                      - {name: correct, type: binary, outcome: adjudicated_correct, window: P7D, better: higher, covariate: prior_amount}
                      - {name: recovered, type: amount, outcome: recovery, currency: EUR, cap: 5000, window: P14D, better: higher,
                         covariate: {name: prior_amount, scale: 0}}
                      - {name: confidence, type: value, of: score, scale: 4, cap: 1, better: higher}
                    inference: {method: group_sequential, planned_units: 100000, horizon: P92D}
                    """),
            plan(4, "randomized", """
                    unit: subject
                    ledger: true
                    several_arms: exclude
                    kpis:
                      - {name: confidence, type: value, of: score, scale: 4, window: P14D, better: higher}
                      - {name: recovered, type: amount, outcome: recovery, currency: EUR, cap: 5000, window: P14D, better: higher,
                         covariate: prior_amount, attribution: {join: subject, model: linear}}
                      - {name: time_after_review, type: duration, from: reviewed_at, to: {outcome: claim_closed}, horizon: P7D, better: lower}
                      - {name: recovered_per_confidence, type: ratio, numerator: recovered, denominator: confidence, better: higher,
                         covariate: {name: prior_amount, scale: 1}}
                      - {name: net, type: net, currency: EUR, parts: {recovered: 1, confidence: -2.5}, better: higher, covariate: prior_amount}
                    inference: {method: fixed, planned_units: 100000, horizon: P92D}
                    """));

    private static Plan plan(int version, String design, String rest) {
        return PlanReader.parse("""
                use_case: claims-triage
                version: %d
                arms: {by: variant, baseline: human, candidates: [model-v2]}
                design: {kind: %s}
                lateness: P2D
                """.formatted(version, design) + rest, "every-kind.yaml");
    }

    @RegisterExtension
    private static final StartedServices SERVICES = new StartedServices();

    @Test
    void theTablesAreRecomputedAndAreTheSameBytesForAnyOrderRepetitionAndPartitioning() throws InterruptedException {
        List<TimedEvent> events = SimulatedEvents.of(PLANS.get(0), 600, SEED).stream()
                .map(EveryKindOfCreditIT::carrying)
                .toList();
        List<String> expected = SERVICES.tables("plain", 4, PLANS, events);
        assertThat(expected)
                .anyMatch(row -> row.startsWith("outcome.restatements"))
                .anyMatch(row -> row.startsWith("outcome.odd_half_cells"))
                .anyMatch(row -> row.startsWith("outcome.age_cells") && row.contains("time_after_review"))
                .anyMatch(row -> row.startsWith("report.maturity") && row.endsWith(",t)"))
                .anyMatch(row -> row.startsWith("outcome.lifts") && row.contains("recovered_per_recovery"))
                .anyMatch(row -> row.startsWith("outcome.lift_readings") && row.contains("group_sequential"))
                .anyMatch(row -> row.startsWith("report.decisions") && row.contains("provisional"))
                .anyMatch(row -> row.startsWith("outcome.attributed_outcomes") && row.contains("time_after_review"));
        List<TimedEvent> tripled = SimulatedEvents.shuffled(events, 3, SEED);
        for (int partitions : new int[] {1, 7}) {
            List<String> tables = SERVICES.tables("tripled" + partitions, partitions, PLANS, tripled);
            assertThat(tables).as("%d partitions, seed %d", partitions, SEED).isEqualTo(expected);
        }
    }

    /** The event; a decision with a propensity, and mostly with a covariate. */
    private static TimedEvent carrying(TimedEvent event) {
        if (!(event.value() instanceof DecisionEvent decision)) {
            return event;
        }
        int number = Math.floorMod(decision.getDecisionId().hashCode(), 10_000);
        decision.setPropensity(number % 50 == 0 ? null : (Double) ((1 + number) / 10_000.0));
        decision.setCovariates(number % 4 == 0 ? Map.of() : Map.of("prior_amount", number / 7.0 - 400));
        return event;
    }
}
