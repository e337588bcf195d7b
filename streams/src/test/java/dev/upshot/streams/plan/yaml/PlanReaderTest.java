package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.ArmsBy;
import dev.upshot.streams.plan.Better;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.CreditModel;
import dev.upshot.streams.plan.Design;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Ledger;
import dev.upshot.streams.plan.Limits;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.RatioKpi;
import dev.upshot.streams.plan.Routing;
import dev.upshot.streams.plan.SeveralArms;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.ValueKpi;
import dev.upshot.streams.plan.Weight;
import java.math.BigDecimal;
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
                        SeveralArms.FIRST,
                        List.of("region", "product"),
                        Duration.ofDays(2),
                        List.of(
                                new BinaryKpi(
                                        "quality",
                                        "adjudicated",
                                        JoinRule.direct(),
                                        BinaryKpi.Rule.ANY,
                                        Duration.ofDays(14),
                                        Better.HIGHER,
                                        Missing.ZERO),
                                new DurationKpi(
                                        "time",
                                        Moment.REQUESTED_AT,
                                        Moment.of("closed"),
                                        JoinRule.direct(),
                                        Duration.ofDays(7),
                                        Better.LOWER),
                                new AmountKpi(
                                        "amount",
                                        "recovery",
                                        JoinRule.direct(),
                                        Duration.ofDays(14),
                                        Better.HIGHER,
                                        Missing.ZERO,
                                        2,
                                        500_000L,
                                        "EUR")),
                        Map.of(),
                        new Inference(0.05, Inference.Method.FIXED, 10_000, 0, null, 100, Map.of()),
                        new Limits(500, 1_000, 100_000),
                        Routing.NONE,
                        Ledger.NONE,
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
        assertThat(plan.limits()).isEqualTo(new Limits(10_000, 1_000, 100_000));
        assertThat(plan.kpis())
                .containsExactly(
                        new AmountKpi(
                                "a",
                                "o",
                                JoinRule.direct(),
                                Duration.ofHours(6),
                                Better.HIGHER,
                                Missing.ZERO,
                                2,
                                null,
                                null),
                        new DurationKpi(
                                "d",
                                Moment.REQUESTED_AT,
                                Moment.of("o"),
                                JoinRule.direct(),
                                Duration.ofMinutes(90),
                                Better.LOWER));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {join: subject} | last_touch
            {join: subject, model: first_touch} | first_touch
            {join: subject, model: linear} | linear
            {join: subject, model: position} | position
            {join: subject, model: time_decay, half_life: P7D} | time_decay
            """)
    void readsEveryCreditModel(String attribution, String model) {
        Kpi amount = PlanTexts.planWith("outcome: recovery,", "outcome: recovery, attribution: " + attribution + ",")
                .kpis()
                .get(2);
        assertThat(((JoinRule.Subject) amount.join()).model().code()).isEqualTo(model);
    }

    @Test
    void aCreditModelHasItsSettings() {
        assertThat(joinOf("{join: subject, model: position}"))
                .isEqualTo(new JoinRule.Subject(new CreditModel.Position(40, 40)));
        assertThat(joinOf("{join: subject, model: position, first: 20, last: 80}"))
                .isEqualTo(new JoinRule.Subject(new CreditModel.Position(20, 80)));
        assertThat(joinOf("{join: subject, model: time_decay, half_life: P7D}"))
                .isEqualTo(new JoinRule.Subject(new CreditModel.TimeDecay(Duration.ofDays(7))));
    }

    private static JoinRule joinOf(String attribution) {
        return PlanTexts.planWith("outcome: recovery,", "outcome: recovery, attribution: " + attribution + ",")
                .kpis()
                .get(2)
                .join();
    }

    @Test
    void readsEveryTypeOfKpi() {
        Plan plan = PlanReader.parse("""
                use_case: u
                version: 1
                arms: {by: actor_type, baseline: human, candidates: [model]}
                unit: subject
                several_arms: exclude
                limits: {segment_values: 7, cells: 8}
                kpis:
                  - {name: per order, type: ratio, numerator: cost, denominator: orders, better: lower}
                  - {name: orders, type: count, outcome: order, window: P2D, better: higher, cap: 3}
                  - {name: shares, type: count, outcome: order, window: P2D, better: higher, cap: 3,
                     attribution: {join: subject, model: linear}}
                  - {name: cost, type: value, of: cost, currency: EUR, better: lower}
                  - {name: score, type: value, of: score, better: higher}
                  - {name: age, type: value, of: {covariate: age}, scale: 0, window: P3D, better: higher}
                  - {name: right, type: binary, rule: last, outcome: ok, window: P1D, better: higher}
                  - {name: wait, type: duration, from: {outcome: opened}, to: reviewed_at, window: P1D, better: lower}
                """, "plan.yaml");
        assertThat(plan.unit()).isEqualTo(Unit.SUBJECT);
        assertThat(plan.severalArms()).isEqualTo(SeveralArms.EXCLUDE);
        assertThat(plan.limits()).isEqualTo(new Limits(10_000, 7, 8));
        assertThat(plan.horizon()).isEqualTo(Duration.ofDays(3));
        List<Kpi> kpis = plan.kpis();
        assertThat(kpis).extracting(Kpi::scale).containsExactly(0, 0, 6, 2, 6, 0, 0, 3);
        assertThat(kpis).extracting(Kpi::cap).containsExactly(null, 3L, 3_000_000L, null, null, null, null, null);
        assertThat(kpis.get(0)).isEqualTo(new RatioKpi("per order", kpis.get(3), kpis.get(1), Better.LOWER));
        assertThat(((ValueKpi) kpis.get(5)).covariate()).isEqualTo("age");
        assertThat(((BinaryKpi) kpis.get(6)).rule()).isEqualTo(BinaryKpi.Rule.LAST);
        assertThat(((DurationKpi) kpis.get(7)).from()).isEqualTo(Moment.of("opened"));
        assertThat(((DurationKpi) kpis.get(7)).to()).isEqualTo(Moment.REVIEWED_AT);
    }

    @Test
    void covariatesAndWeightsHaveTheirPlacesBehindTheValues() {
        Plan plan = PlanReader.parse("""
                use_case: u
                version: 1
                arms: {by: variant, baseline: a, candidates: [b]}
                design: {kind: logged_propensity}
                kpis:
                  - {name: yes, type: binary, outcome: ok, window: P1D, better: higher, covariate: prior}
                  - {name: sum, type: amount, outcome: o, cap: 9, window: P1D, better: higher, covariate: {name: prior, scale: 2}}
                  - {name: also, type: binary, outcome: ok, window: P2D, better: higher, covariate: prior}
                  - {name: score, type: value, of: score, cap: 1, better: higher}
                """, "plan.yaml");
        assertThat(plan.adjustments()).containsExactly(new Covariate("prior", 6), new Covariate("prior", 2));
        assertThat(plan.kpis()).extracting(plan::covariatePlace).containsExactly(1, 2, 1, -1);
        assertThat(plan.weightPlace()).isEqualTo(3);
        Plan plain = PlanTexts.plan();
        assertThat(plain.weightPlace()).isEqualTo(-1);
        assertThat(plain.covariate(plain.kpis().get(0))).isNull();
        assertThat(PlanTexts.planWith("outcome: recovery", "outcome: recovery, covariate: prior")
                        .contentHash())
                .isNotEqualTo(plain.contentHash());
    }

    @Test
    void aWeightIsOneOverThePropensityAndIsCut() {
        assertThat(Weight.of(1)).isEqualTo(10_000);
        assertThat(Weight.of(0.3)).isEqualTo(33_333);
        assertThat(Weight.of(0.0001)).isEqualTo(Weight.LARGEST);
        assertThat(Weight.of(Double.MIN_VALUE)).isEqualTo(Weight.LARGEST);
    }

    @Test
    void aPartInMoneyMayCountForAnyTimesItself() {
        Plan plan = PlanReader.parse("""
                use_case: shop
                version: 1
                arms: {by: variant, baseline: old, candidates: [new]}
                kpis:
                  - {name: revenue, type: amount, outcome: order, currency: EUR, cap: 900, window: P1D, better: higher}
                  - {name: cost, type: value, of: cost, currency: EUR, cap: 90, better: lower}
                  - {name: net, type: net, currency: EUR, parts: {revenue: 0.3, cost: -2}, better: higher}
                """, "plan.yaml");

        assertThat(((NetKpi) plan.kpis().get(2)).priced())
                .extracting(NetKpi.Priced::price)
                .containsExactly(new BigDecimal("0.3"), new BigDecimal("-2"));
    }
}
