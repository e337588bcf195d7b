package dev.upshot.streams.intake;

import static dev.upshot.streams.Events.T;
import static dev.upshot.streams.Events.decision;
import static dev.upshot.streams.Events.outcome;
import static dev.upshot.streams.Events.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every way an event can be refused, and what a refusal says. */
class IntakeTest {

    private static final Intake INTAKE = new Intake(List.of(Events.PLAN), List.of(Events.plan("other", 1)), 1);

    @Test
    void a_sound_event_is_accepted() {
        assertThat(admit(decision("d", "s", "model"))).hasSize(1).allMatch(Admission.Accepted.class::isInstance);
        assertThat(admit(outcome("o", "s", "d", "correct", 1))).allMatch(Admission.Accepted.class::isInstance);
        assertThat(admit(review("s", "d", Verdict.ACCEPTED))).allMatch(Admission.Accepted.class::isInstance);
    }

    @Test
    void ids_are_neither_empty_nor_longer_than_128_characters() {
        assertThat(refusal(d -> d.setDecisionId(""))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(d -> d.setDecisionId("x".repeat(129)))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(d -> d.setUseCase(""))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(d -> d.setDecisionId("a\0b"))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(d -> d.setSupersedes(""))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(d -> d.getActor().setId(""))).isEqualTo(Reason.BAD_ID);
        assertThat(outcomeRefusal(o -> o.setOutcomeId(""))).isEqualTo(Reason.BAD_ID);
        assertThat(outcomeRefusal(o -> o.setAmends("x".repeat(129)))).isEqualTo(Reason.BAD_ID);
        DecisionEvent longest = decision("d".repeat(128), "s", "model");
        assertThat(admit(longest)).allMatch(Admission.Accepted.class::isInstance);
    }

    @Test
    void the_key_is_the_subject_id() {
        DecisionEvent e = decision("d", "s", "model");
        assertThat(reason(INTAKE.admit(e, utf8("t"), 0, observed(T)))).isEqualTo(Reason.KEY_MISMATCH);
        DecisionEvent umlaut = decision("d", "sübjéct", "model");
        assertThat(INTAKE.admit(umlaut, utf8("sübjéct"), 0, observed(T)))
                .allMatch(Admission.Accepted.class::isInstance);
    }

    @Test
    void the_record_lies_in_the_partition_of_its_key() {
        Intake four = new Intake(List.of(Events.PLAN), List.of(), 4);
        DecisionEvent e = decision("d", "s", "model");
        long accepted = IntStream.range(0, 4)
                .filter(p -> four.admit(e, utf8("s"), p, observed(T)).get(0) instanceof Admission.Accepted)
                .count();
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void numbers_are_finite() {
        assertThat(refusal(d -> d.setScore(Double.NaN))).isEqualTo(Reason.NOT_FINITE);
        assertThat(refusal(d -> d.setCovariates(Map.of("x", Double.POSITIVE_INFINITY))))
                .isEqualTo(Reason.NOT_FINITE);
        assertThat(refusal(d -> d.setCost(new Cost(Double.NaN, "EUR")))).isEqualTo(Reason.NOT_FINITE);
        assertThat(outcomeRefusal(o -> o.setValue(Double.NaN))).isEqualTo(Reason.NOT_FINITE);
        assertThat(outcomeRefusal(o -> o.setValue(Double.NEGATIVE_INFINITY))).isEqualTo(Reason.NOT_FINITE);
    }

    @Test
    void no_duration_is_negative_and_no_time_absurd() {
        assertThat(refusal(d -> d.setRequestedAt(T.plusSeconds(1)))).isEqualTo(Reason.BAD_TIME);
        assertThat(refusal(d -> d.setDecidedAt(Instant.ofEpochMilli(-1)))).isEqualTo(Reason.BAD_TIME);
        assertThat(outcomeRefusal(o -> o.setOccurredAt(Instant.parse("+10000-01-01T00:00:00Z"))))
                .isEqualTo(Reason.BAD_TIME);
        ReviewEvent e = review("s", "d", Verdict.ACCEPTED);
        e.setReviewStartedAt(e.getReviewedAt().plusSeconds(1));
        assertThat(reason(admit(e))).isEqualTo(Reason.BAD_TIME);
    }

    @Test
    void a_propensity_is_a_probability_above_zero() {
        assertThat(refusal(d -> d.setPropensity(0.0))).isEqualTo(Reason.BAD_PROPENSITY);
        assertThat(refusal(d -> d.setPropensity(1.01))).isEqualTo(Reason.BAD_PROPENSITY);
    }

    @Test
    void an_event_from_the_future_means_a_wrong_clock() {
        DecisionEvent e = decision("d", "s", "model");
        Instant before = T.minus(Duration.ofDays(1)).minusMillis(1);
        assertThat(reason(INTAKE.admit(e, utf8("s"), 0, observed(before)))).isEqualTo(Reason.FUTURE);
    }

    @Test
    void an_event_is_late_by_its_own_times_alone() {
        DecisionEvent e = decision("d", "s", "model");
        Instant last = T.plus(Duration.ofDays(2));
        assertThat(INTAKE.admit(e, utf8("s"), 0, observed(last))).allMatch(Admission.Accepted.class::isInstance);
        assertThat(reason(INTAKE.admit(e, utf8("s"), 0, observed(last.plusMillis(1)))))
                .isEqualTo(Reason.LATE);
    }

    @Test
    void use_case_arm_and_outcome_must_be_known() {
        assertThat(refusal(d -> d.setUseCase("nobody's"))).isEqualTo(Reason.UNKNOWN_USE_CASE);
        assertThat(refusal(d -> d.setVariant("model-v9"))).isEqualTo(Reason.UNKNOWN_ARM);
        assertThat(refusal(d -> d.setVariant(null))).isEqualTo(Reason.UNKNOWN_ARM);
        assertThat(outcomeRefusal(o -> o.setOutcome("weather"))).isEqualTo(Reason.UNKNOWN_OUTCOME);
    }

    @Test
    void what_no_plan_knows_is_named_so_that_a_later_plan_can_claim_it() {
        DecisionEvent decision = decision("d", "s", "model");
        decision.setUseCase("nobody's");
        ReviewEvent review = review("s", "d", Verdict.ACCEPTED);
        review.setUseCase("nobody's");
        OutcomeEvent outcome = outcome("o", "s", "d", "weather", 1);

        assertThat(admit(decision)).containsExactly(unknown(Reason.UNKNOWN_USE_CASE, "nobody's"));
        assertThat(admit(review)).containsExactly(unknown(Reason.UNKNOWN_USE_CASE, "nobody's"));
        assertThat(admit(outcome)).containsExactly(unknown(Reason.UNKNOWN_OUTCOME, "weather"));
    }

    private static Admission unknown(Reason reason, String name) {
        return new Admission.Refused(null, reason, name);
    }

    @Test
    void what_another_generation_measures_is_neither_admitted_nor_refused() {
        DecisionEvent e = decision("d", "s", "model");
        e.setUseCase("other");
        assertThat(admit(e)).isEmpty();
    }

    @Test
    void a_duration_needs_its_start() {
        assertThat(refusal(d -> d.setRequestedAt(null))).isEqualTo(Reason.NO_REQUESTED_AT);
    }

    @Test
    void a_segment_value_is_bounded() {
        assertThat(refusal(d -> d.setSegments(Map.of("region", "x".repeat(129)))))
                .isEqualTo(Reason.BAD_SEGMENT);
        assertThat(refusal(d -> d.setSegments(Map.of("region", "a\0b")))).isEqualTo(Reason.BAD_SEGMENT);
    }

    @Test
    void an_outcome_names_its_decision() {
        assertThat(outcomeRefusal(o -> o.setDecisionId(null))).isEqualTo(Reason.NO_DECISION_ID);
    }

    @Test
    void an_outcome_that_is_joined_by_subject_alone_needs_no_decision() {
        Intake bySubject = intake("""
                  - {name: calls, type: count, outcome: call, window: P1D, better: lower, attribution: {join: subject}}
                  - {name: sales, type: amount, outcome: sale, window: P1D, better: higher, attribution: {join: subject}}
                  - {name: own sales, type: amount, outcome: sale, window: P1D, better: higher}
                """);
        OutcomeEvent call = outcome("o", "s", "d", "call", 1);
        call.setDecisionId(null);
        assertThat(bySubject.admit(call, utf8("s"), 0, observed(T))).allMatch(Admission.Accepted.class::isInstance);
        OutcomeEvent sale = outcome("o", "s", "d", "sale", 1);
        sale.setDecisionId(null);
        assertThat(reason(bySubject.admit(sale, utf8("s"), 0, observed(T)))).isEqualTo(Reason.NO_DECISION_ID);
    }

    @Test
    void a_quantity_of_the_decision_is_kept_in_fixed_point_or_the_decision_refused() {
        Intake values = intake("""
                  - {name: cost, type: value, of: cost, currency: EUR, better: lower}
                  - {name: score, type: value, of: score, scale: 3, better: higher}
                  - {name: age, type: value, of: {covariate: age}, scale: 0, better: higher}
                """);
        DecisionEvent e = decision("d", "s", "model");
        e.setCost(new Cost(12.34, "EUR"));
        e.setCovariates(Map.of("age", 41.7));
        Admission admission = values.admit(e, utf8("s"), 0, observed(T)).get(0);
        assertThat(((Decision) ((Admission.Accepted) admission).event()).quantities())
                .containsExactly(1_234L, Decision.NOT_GIVEN, 42L);
        e.setScore(0.0005);
        admission = values.admit(e, utf8("s"), 0, observed(T)).get(0);
        assertThat(((Decision) ((Admission.Accepted) admission).event())
                        .quantities()
                        .get(1))
                .isEqualTo(0L);
        e.setCost(new Cost(12.345, "EUR"));
        assertThat(reason(values.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.BAD_SCALE);
        e.setCost(new Cost(1e14, "EUR"));
        assertThat(reason(values.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.OUT_OF_RANGE);
        e.setCost(new Cost(12.34, "USD"));
        assertThat(reason(values.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.CURRENCY_MISMATCH);
        e.setCost(null);
        e.setScore(1e13);
        assertThat(reason(values.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @Test
    void covariates_and_the_weight_of_the_propensity_are_kept_behind_the_values() {
        Intake weighted = intake("""
                  - {name: score, type: value, of: score, scale: 3, cap: 1, better: higher}
                  - {name: sale, type: binary, outcome: sale, window: P1D, better: higher, covariate: {name: prior, scale: 1}}
                design: {kind: logged_propensity}
                """);
        DecisionEvent e = decision("d", "s", "model");
        e.setPropensity(null);
        assertThat(reason(weighted.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.NO_PROPENSITY);
        e.setPropensity(0.3);
        Admission admission = weighted.admit(e, utf8("s"), 0, observed(T)).get(0);
        assertThat(((Decision) ((Admission.Accepted) admission).event()).quantities())
                .containsExactly(Decision.NOT_GIVEN, Decision.NOT_GIVEN, 33_333L);
        e.setCovariates(Map.of("prior", -2.25));
        admission = weighted.admit(e, utf8("s"), 0, observed(T)).get(0);
        assertThat(((Decision) ((Admission.Accepted) admission).event()).quantities())
                .containsExactly(Decision.NOT_GIVEN, -22L, 33_333L);
        e.setCovariates(Map.of("prior", 1e15));
        assertThat(reason(weighted.admit(e, utf8("s"), 0, observed(T)))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    private static Intake intake(String kpis) {
        Plan plan = PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                kpis:
                """ + kpis, "plan.yaml");
        return new Intake(List.of(plan), List.of(), 1);
    }

    @Test
    void a_value_fits_its_kpi() {
        assertThat(outcomeRefusal(o -> o.setValue(0.5))).isEqualTo(Reason.NOT_BINARY);
        assertThat(amountRefusal(o -> o.setValue(19.999))).isEqualTo(Reason.BAD_SCALE);
        assertThat(amountRefusal(o -> o.setValue(1e15))).isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(amountRefusal(o -> o.setUnit("USD"))).isEqualTo(Reason.CURRENCY_MISMATCH);
        assertThat(amountRefusal(o -> o.setUnit(null))).isEqualTo(Reason.CURRENCY_MISMATCH);
    }

    @Test
    void every_reason_says_what_is_wrong_in_one_sentence() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.detail()).endsWith(".").hasSizeGreaterThan(20);
            assertThat(reason.code()).matches("[a-z_]+");
        }
    }

    private static Reason refusal(Consumer<DecisionEvent> change) {
        DecisionEvent e = decision("d", "s", "model");
        change.accept(e);
        return reason(admit(e));
    }

    private static Reason outcomeRefusal(Consumer<OutcomeEvent> change) {
        OutcomeEvent e = outcome("o", "s", "d", "correct", 1);
        change.accept(e);
        return reason(admit(e));
    }

    private static Reason amountRefusal(Consumer<OutcomeEvent> change) {
        OutcomeEvent e = outcome("o", "s", "d", "recovery", 12.5);
        change.accept(e);
        return reason(admit(e));
    }

    private static List<Admission> admit(DecisionEvent e) {
        return INTAKE.admit(e, utf8(e.getSubjectId()), 0, observed(T));
    }

    private static List<Admission> admit(OutcomeEvent e) {
        return INTAKE.admit(e, utf8(e.getSubjectId()), 0, observed(T));
    }

    private static List<Admission> admit(ReviewEvent e) {
        return INTAKE.admit(e, utf8(e.getSubjectId()), 0, observed(T));
    }

    private static Reason reason(List<Admission> admissions) {
        assertThat(admissions).hasSize(1).allMatch(Admission.Refused.class::isInstance);
        return ((Admission.Refused) admissions.get(0)).reason();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long observed(Instant at) {
        return at.toEpochMilli();
    }
}
