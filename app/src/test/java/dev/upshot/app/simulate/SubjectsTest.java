package dev.upshot.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories for plans that find outcomes by their subject. */
class SubjectsTest {

    @Test
    void outcomesDoNotNameTheirDecisionAndAllDecisionsAboutASubjectAreOfOneArm() {
        Map<String, List<DecisionEvent>> decisions = new HashMap<>();
        for (SimulatedEvent event : Simulation.of(Plans.recoveries(), 3_000, 30, 7)) {
            if (event.event().value() instanceof OutcomeEvent outcome) {
                assertThat(outcome.getDecisionId()).isNull();
            } else if (event.trait() == Trait.PLAIN && event.event().value() instanceof DecisionEvent decision) {
                decisions
                        .computeIfAbsent(decision.getSubjectId(), any -> new ArrayList<>())
                        .add(decision);
            }
        }
        assertThat(decisions).hasSize(1_500);
        assertThat(decisions.values()).allSatisfy(ofSubject -> {
            assertThat(ofSubject)
                    .extracting(DecisionEvent::getVariant)
                    .containsOnly(ofSubject.get(0).getVariant());
            assertThat(Duration.between(
                            ofSubject.get(0).getDecidedAt(),
                            ofSubject.get(ofSubject.size() - 1).getDecidedAt()))
                    .isLessThan(Duration.ofHours(2));
        });
        assertThat(decisions.values())
                .anySatisfy(ofSubject -> assertThat(ofSubject)
                        .filteredOn(decision -> !decision.getDecisionId().endsWith("-a"))
                        .hasSize(3));
    }

    @Test
    void whatDoesNotAddUpHasASubjectForEachDecision() {
        Plan plan = PlanReader.read(RepositoryRoot.resolve("examples/claims-by-claimant.yaml"));
        List<String> subjects = new ArrayList<>();
        for (SimulatedEvent event : Simulation.of(plan, 500, 30, 7)) {
            if (event.trait() == Trait.PLAIN
                    && event.event().value() instanceof DecisionEvent decision
                    && !decision.getDecisionId().endsWith("-a")) {
                subjects.add(decision.getSubjectId());
            }
        }
        assertThat(subjects).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void theTruthOfSumsCountsRatiosAndNetValuesIsKnown() {
        Truth truth = Simulation.of(Plans.recoveries(), 1, 1, 1).truth();

        assertThat(truth.kpis())
                .extracting(Truth.KpiTruth::kpi)
                .containsExactly("evenly", "lately", "by_ends", "recoveries", "per_recovery", "net");
        assertThat(truth.kpi("net").arm("human").mean())
                .isEqualTo(truth.kpi("evenly").arm("human").mean() - 5.5 * 0.46, within(1e-9));
        assertThat(truth.kpi("evenly").arm("model-v2").relative()).isEqualTo(0.08, within(1e-4));
        assertThat(truth.kpi("recoveries").arm("human").mean()).isEqualTo(0.4 * 1.15, within(1e-12));
        assertThat(truth.kpi("recoveries").arm("model-v2").relative()).isZero();
        assertThat(truth.kpi("per_recovery").arm("human").mean())
                .isEqualTo(truth.kpi("evenly").arm("human").mean() / 0.46, within(1e-9));
    }

    @Test
    void nothingIsKnownOfWhatDecisionsCarryAndOfReviews() {
        Plan plan = PlanReader.read(RepositoryRoot.resolve("examples/claims-by-claimant.yaml"));
        assertThat(Simulation.of(plan, 1, 1, 1).truth().kpis())
                .extracting(Truth.KpiTruth::kpi)
                .containsExactly(
                        "all_correct",
                        "recovered",
                        "recovered_evenly",
                        "recovered_by_ends",
                        "recoveries",
                        "time_to_close",
                        "recovered_per_recovery");
    }

    @Test
    void aPlanThatReadsNoOutcomesCannotBeSimulated() {
        Plan plan = Plans.of("""
                use_case: scores
                version: 1
                arms: {by: variant, baseline: a, candidates: [b]}
                design: {kind: randomized}
                lateness: P1D
                kpis:
                  - {name: score, type: value, of: score, scale: 4, better: higher}
                """);
        assertThatThrownBy(() -> Simulation.of(plan, 10, 1, 1))
                .isInstanceOf(CannotSimulateException.class)
                .hasMessageContaining("scores v1 reads no outcome");
    }
}
