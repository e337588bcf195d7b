package dev.upshot.streams.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.streams.plan.yaml.PlanTexts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
    @Test
    void isTheSameInEveryReleaseThatReadsThePlanAlike() {
        assertThat(PlanTexts.plan().contentHash())
                .isEqualTo("ebb9a7fc052fde1491c2690f57f77482b0d11f647b5506bd83eadbc33fb59b0f");
        assertThat(Generation.of(List.of(PlanTexts.plan()))).isEqualTo("8d38965b");
    }

    @Test
    void doesNotDependOnLayoutOrderOfKeysOrDefaultsWrittenOut() {
        Plan other = PlanReader.parse("""
                # the same plan, written by someone else
                version: 1
                use_case: "claims-triage"
                kpis:
                  - name: quality
                    window: PT336H
                    outcome: adjudicated
                    better: higher
                    type: binary
                    missing: zero
                  - {better: lower, window: P7D, outcome: closed, type: duration, name: time}
                  - {name: amount, type: amount, outcome: recovery, cap: 5000.00, currency: EUR, window: P14D, better: higher}
                segments: [region, product]
                design: {allocation: {model-v3: 0.25, human: 0.50, model-v2: 2.5e-1}, kind: randomized}
                arms: {candidates: [model-v2, model-v3], baseline: human, by: variant}
                limits: {events_per_journey: 500}
                inference: {method: fixed, planned_units: 10000, minimum_events: 100}
                """, "other.yaml");
        assertThat(other.contentHash()).isEqualTo(PlanTexts.plan().contentHash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claims-triage | claims
            version: 1 | version: 2
            [model-v2, model-v3] | [model-v3, model-v2]
            human: 0.5, model-v2: 0.25 | human: 0.25, model-v2: 0.5
            [region, product] | [product, region]
            [region, product] | [region]
            lateness: P2D | lateness: PT49H
            name: quality | name: right
            outcome: adjudicated | outcome: judged
            outcome: adjudicated, window: P14D | outcome: adjudicated, window: P13D
            outcome: adjudicated | outcome: adjudicated, missing: exclude
            from: requested_at | from: decided_at
            horizon: P7D | horizon: P8D
            better: lower | better: higher
            scale: 2 | scale: 3
            cap: 5000 | cap: 5000.01
            'cap: 5000, ' | ''
            currency: EUR | currency: USD
            'currency: EUR, ' | ''
            alpha: 0.05 | alpha: 0.1
            method: fixed | method: confidence_sequence
            method: fixed | 'method: group_sequential, planned_units: 10000'
            method: fixed | 'method: fixed, planned_units: 9999'
            method: fixed | 'method: fixed, horizon: P30D'
            method: fixed | 'method: fixed, minimum_events: 99'
            'horizon: P7D' | 'horizon: P7D, minimum_effect: 0.01'
            'horizon: P7D' | 'horizon: P7D, guardrail: {margin: 0.01}'
            events_per_journey: 500 | events_per_journey: 501
            events_per_journey: 500 | 'events_per_journey: 500, segment_values: 5'
            events_per_journey: 500 | 'events_per_journey: 500, cells: 5'
            unit: decision | unit: subject
            lateness: P2D | repartition: true
            lateness: P2D | ledger: true
            lateness: P2D | ledger: {months: 24}
            type: binary | 'type: binary, rule: all'
            type: binary | 'type: binary, attribution: {join: subject}'
            type: amount | 'type: amount, attribution: {join: subject, model: linear}'
            type: amount | 'type: amount, attribution: {join: subject, model: position, first: 39}'
            type: amount | 'type: amount, attribution: {join: subject, model: time_decay, half_life: P1D}'
            'to: {outcome: closed}' | to: reviewed_at
            from: requested_at | 'from: {outcome: opened}'
            """)
    void changesWithEveryMeaning(String fragment, String replacement) {
        Plan other = PlanTexts.planWith(fragment, replacement);
        assertThat(other.contentHash()).isNotEqualTo(PlanTexts.plan().contentHash());
        assertThat(Generation.of(List.of(other))).isNotEqualTo(Generation.of(List.of(PlanTexts.plan())));
    }

    @Test
    void aGenerationIsASetOfPlans() {
        Plan one = PlanTexts.plan();
        Plan two = PlanTexts.planWith("version: 1", "version: 2");
        assertThat(Generation.of(List.of(one, two)))
                .matches("[0-9a-f]{8}")
                .isEqualTo(Generation.of(List.of(two, one, two)))
                .isNotEqualTo(Generation.of(List.of(one)))
                .isNotEqualTo(Generation.of(List.of(two)));
    }

    @Test
    void aGenerationHasAtLeastOnePlan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.of(List.of()))
                .withMessage("a generation needs at least one plan");
    }
}
