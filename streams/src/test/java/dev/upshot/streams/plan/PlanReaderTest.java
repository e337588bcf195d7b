package dev.upshot.streams.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    @Test
    void readsEveryField() {
        Plan plan = PlanTexts.plan();
        assertThat(plan)
                .isEqualTo(new Plan(
                        "claims-triage",
                        1,
                        ArmsBy.VARIANT,
                        "human",
                        List.of("model-v2", "model-v3"),
                        new Design(Design.Kind.RANDOMIZED, Map.of("human", 0.5, "model-v2", 0.25, "model-v3", 0.25)),
                        Unit.DECISION,
                        List.of("region", "product"),
                        Duration.ofDays(2),
                        List.of(
                                new BinaryKpi(
                                        "quality", "adjudicated", Duration.ofDays(14), Better.HIGHER, Missing.ZERO),
                                new DurationKpi(
                                        "time", "closed", StartsAt.REQUESTED_AT, Duration.ofDays(7), Better.LOWER),
                                new AmountKpi(
                                        "amount",
                                        "recovery",
                                        Duration.ofDays(14),
                                        Better.HIGHER,
                                        Missing.ZERO,
                                        2,
                                        500_000L,
                                        "EUR")),
                        new Inference(0.05),
                        new Limits(500),
                        PlanTexts.PLAN));
        assertThat(plan.arms()).containsExactly("human", "model-v2", "model-v3");
        assertThat(plan.id()).isEqualTo("claims-triage v1");
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Plan plan = PlanReader.parse("""
                use_case: u
                version: 3
                arms: {by: actor_type, baseline: human, candidates: [model]}
                kpis:
                  - {name: a, type: amount, outcome: o, window: PT6H, better: higher}
                  - {name: d, type: duration, outcome: o, window: PT90M, better: lower}
                """, "plan.yaml");
        assertThat(plan.design()).isEqualTo(new Design(Design.Kind.OBSERVATIONAL, Map.of()));
        assertThat(plan.unit()).isEqualTo(Unit.DECISION);
        assertThat(plan.segments()).isEmpty();
        assertThat(plan.lateness()).isEqualTo(Duration.ofDays(2));
        assertThat(plan.inference()).isEqualTo(new Inference(0.05));
        assertThat(plan.limits()).isEqualTo(new Limits(10_000));
        assertThat(plan.kpis())
                .containsExactly(
                        new AmountKpi("a", "o", Duration.ofHours(6), Better.HIGHER, Missing.ZERO, 2, null, null),
                        new DurationKpi("d", "o", StartsAt.REQUESTED_AT, Duration.ofMinutes(90), Better.LOWER));
    }

    @Test
    void eachTypeHasItsUnitAndScale() {
        List<Kpi> kpis = PlanTexts.plan().kpis();
        assertThat(kpis).extracting(Kpi::type).containsExactly("binary", "duration", "amount");
        assertThat(kpis).extracting(Kpi::unit).containsExactly("share", "s", "EUR");
        assertThat(kpis).extracting(Kpi::scale).containsExactly(0, 3, 2);
        assertThat(kpis).extracting(Kpi::missing).containsExactly(Missing.ZERO, Missing.EXCLUDE, Missing.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "P14D, 1209600000",
        "PT6H, 21600000",
        "P1DT12H, 129600000",
        "PT1H30M5S, 5405000",
        "PT0.001S, 1",
        "P36500D, 3153600000000",
    })
    void readsIsoDurationsDownToTheMillisecond(String text, long millis) {
        Plan plan = PlanTexts.planWith("outcome: adjudicated, window: P14D", "outcome: adjudicated, window: " + text);
        assertThat(plan.kpis().get(0).window()).hasMillis(millis);
    }

    @Test
    void latenessMayBeZero() {
        assertThat(PlanTexts.planWith("P2D", "PT0S").lateness()).isZero();
    }

    @Test
    void aCapIsExactDecimal() {
        AmountKpi amount =
                (AmountKpi) PlanTexts.planWith("cap: 5000", "cap: 0.07").kpis().get(2);
        assertThat(amount.cap()).isEqualTo(7L);
    }

    @Test
    void anExcludedDecisionIsAChoice() {
        Plan plan = PlanTexts.planWith("outcome: adjudicated,", "outcome: adjudicated, missing: exclude,");
        assertThat(plan.kpis().get(0).missing()).isEqualTo(Missing.EXCLUDE);
    }

    @Test
    void theDirectJoinMayBeWrittenOut() {
        assertThat(PlanTexts.planWith("outcome: recovery,", "outcome: recovery, attribution: {join: direct},")
                        .contentHash())
                .isEqualTo(PlanTexts.plan().contentHash());
    }

    @Test
    void armsThatLookLikeNumbersAreWrittenInQuotes() {
        Plan plan = PlanReader.parse("""
                use_case: u
                version: 1
                arms: {by: variant, baseline: "0", candidates: ["1"]}
                design: {kind: randomized, allocation: {0: 0.9, 1: 0.1}}
                kpis: [{name: k, type: binary, outcome: o, window: P1D, better: higher}]
                """, "plan.yaml");
        assertThat(plan.arms()).containsExactly("0", "1");
        assertThat(plan.design().allocation()).containsExactly(Map.entry("0", 0.9), Map.entry("1", 0.1));
    }

    @Test
    void anchorsAndAliasesAreFollowed() {
        String yaml = PlanTexts.with(
                        "outcome: adjudicated, window: P14D", "outcome: adjudicated, window: &fortnight P14D")
                .replace("EUR, window: P14D", "EUR, window: *fortnight");
        assertThat(PlanReader.parse(yaml, "plan.yaml").contentHash())
                .isEqualTo(PlanTexts.plan().contentHash());
    }
}
