package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.DAY;
import static dev.upshot.app.verify.Events.at;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.processing;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.recovered;
import static dev.upshot.app.verify.Events.review;
import static dev.upshot.app.verify.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class IntakeTest {

    private final DataSource database;

    IntakeTest(DataSource database) {
        this.database = database;
    }

    /** The reasons in the order of the records, with the plan that refused; {@code -} where a record was accepted. */
    private List<String> verdicts(History history, String topic) throws SQLException {
        String table = topic.substring(0, topic.length() - 1) + "_record";
        try (Recomputed recomputed = history.recompute(database).compute()) {
            return recomputed.rows("select r.use_case || ' ' || nullif(r.plan_version, 0), r.reason from " + table
                    + " left join refusal r using (topic, partition, record_offset)"
                    + " order by record_offset, r.plan_version");
        }
    }

    @SafeVarargs
    private final List<String> decisionVerdicts(Consumer<DecisionEvent>... changes) throws SQLException {
        History history = History.of(plan(1, quality()));
        for (Consumer<DecisionEvent> change : changes) {
            history.send(with(decision("d", "s", "human", 0), change), at(0));
        }
        return verdicts(history, "decisions").stream().map(IntakeTest::reason).toList();
    }

    private static String reason(String verdict) {
        return verdict.substring(verdict.lastIndexOf(' ') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisions", "outcomes", "reviews"})
    void unreadableRecordsAreRefusedWithTheVerdictOfTheDeserializer(String topic) throws SQLException {
        History history = History.of(plan(1, quality()))
                .raw(topic, 0, at(0), null, Decoded.unreadable("poison"))
                .raw(topic, 0, at(0), null, null)
                .raw(topic, 0, at(0), "s", null)
                .raw(topic, 0, at(0), "s", Decoded.unreadable("poison"))
                .raw(topic, 0, at(0), "s", Decoded.unreadable("unknown_schema"))
                .raw(topic, 0, at(0), "s", Decoded.unreadable("incompatible_schema"));
        assertThat(verdicts(history, topic))
                .containsExactly(
                        "- poison",
                        "- null_value",
                        "- null_value",
                        "- poison",
                        "- unknown_schema",
                        "- incompatible_schema");
    }

    @Test
    void anEventOfAnotherTopicIsAnIncompatibleSchema() throws SQLException {
        History history = History.of(plan(1, quality()))
                .raw("outcomes", 0, at(0), "s", Decoded.event(decision("d", "s", "human", 0)));
        assertThat(verdicts(history, "outcomes")).containsExactly("- incompatible_schema");
    }

    @Test
    void whatItsTopicsClockHadPassedAtItsPlaceIsRefused() throws SQLException {
        Instant now = at(0).plus(Duration.ofDays(2));
        int place = History.partition("s");
        History history = History.of(plan(1, quality()))
                .send(decision("d1", "s", "human", 0), now)
                .tick("decisions", place, now)
                .send(decision("d2", "s", "human", 0), now)
                .tick("decisions", place, now.plusMillis(1))
                .send(decision("d3", "s", "human", 0), now)
                .tick("decisions", place, at(0))
                .send(decision("d4", "s", "human", 0), now)
                .send(outcome("o1", "s", "correct", "d1", 0, 1), now);
        assertThat(verdicts(history, "decisions"))
                .containsExactly("- -", "- -", "- -", "- -", "claims 1 after_final", "- -", "claims 1 after_final");
        assertThat(verdicts(history, "outcomes")).containsExactly("- -");
    }

    @Test
    void aTickThatCannotBeOneIsRefusedAndMovesNoClock() throws SQLException {
        byte[] tooFar = ByteBuffer.allocate(8)
                .putLong(at(0).plus(Duration.ofDays(1)).toEpochMilli() + 1)
                .array();
        byte[] before1970 = ByteBuffer.allocate(8).putLong(-1).array();
        History history = History.of(plan(1, quality()))
                .tick("reviews", 0, at(0), new byte[0])
                .tick("reviews", 0, at(0), new byte[9])
                .tick("reviews", 0, at(0), tooFar)
                .tick("reviews", 0, at(0), before1970)
                .tick("outcomes", 0, at(0))
                .tick("decisions", 0, at(1));
        String clock = "select partition, final_clock from final_clock";
        try (Recomputed recomputed = history.recompute(database)) {
            recomputed.compute();
            assertThat(recomputed.rows("select topic, record_offset, reason from refusal order by record_offset"))
                    .containsExactly(
                            "reviews 0 bad_tick", "reviews 1 bad_tick", "reviews 2 bad_tick", "reviews 3 bad_tick");
            assertThat(recomputed.rows(clock)).isEmpty();
        }
        try (Recomputed recomputed = history.tick("reviews", 0, at(2)).recompute(database)) {
            assertThat(recomputed.compute().rows(clock)).containsExactly("0 " + at(0).toEpochMilli());
            assertThat(recomputed.events()).isZero();
        }
    }

    @Test
    void idsHoldOneTo128Utf16Units() throws SQLException {
        assertThat(decisionVerdicts(
                        d -> d.setDecisionId(""),
                        d -> d.setSubjectId(""),
                        d -> d.setUseCase(""),
                        d -> d.setActor(new Actor(ActorType.HUMAN, "", "")),
                        d -> d.setDecisionId("x".repeat(129)),
                        d -> d.setDecisionId("x".repeat(128)),
                        d -> d.setDecisionId("漢".repeat(128)),
                        d -> d.setDecisionId("😀".repeat(64)),
                        d -> d.setDecisionId("😀".repeat(64) + "x"),
                        d -> d.setSupersedes("")))
                .containsExactly("bad_id", "bad_id", "bad_id", "bad_id", "bad_id", "-", "-", "-", "bad_id", "bad_id");
    }

    @Test
    void keyAndPartitionMustBeTheSubjects() throws SQLException {
        int right = History.partition("s");
        History history = History.of(plan(1, quality()))
                .send(decision("d", "s", "human", 0), at(0), "t", right)
                .send(decision("d", "s", "human", 0), at(0), "s", (right + 1) % History.PARTITIONS)
                .send(decision("d", "s", "human", 0), at(0), "s", right);
        assertThat(verdicts(history, "decisions"))
                .containsExactly("claims 1 key_mismatch", "claims 1 wrong_partition", "- -");
    }

    @Test
    void numbersAreFinite() throws SQLException {
        assertThat(decisionVerdicts(
                        d -> d.setScore(Double.NaN),
                        d -> d.setPropensity(Double.POSITIVE_INFINITY),
                        d -> d.setCovariates(Map.of("age", 40.0, "income", Double.NEGATIVE_INFINITY)),
                        d -> d.setCost(new Cost(Double.NaN, "EUR")),
                        d -> d.setScore(-1.5)))
                .containsExactly("not_finite", "not_finite", "not_finite", "not_finite", "-");
        History outcomes = History.of(plan(1, quality())).send(outcome("o", "s", "correct", "d", 0, Double.NaN));
        assertThat(verdicts(outcomes, "outcomes")).containsExactly("- not_finite");
    }

    @Test
    void timesLieBetween1970And9999InTheirOrder() throws SQLException {
        assertThat(decisionVerdicts(
                        d -> d.setDecidedAt(Instant.ofEpochMilli(-1)),
                        d -> d.setDecidedAt(Instant.parse("+10000-01-01T00:00:00Z")),
                        d -> d.setDecidedAt(Instant.ofEpochMilli(Long.MIN_VALUE)),
                        d -> d.setRequestedAt(Instant.ofEpochMilli(-1)),
                        d -> d.setRequestedAt(d.getDecidedAt().plusMillis(1)),
                        d -> d.setRequestedAt(d.getDecidedAt())))
                .containsExactly("bad_time", "bad_time", "bad_time", "bad_time", "bad_time", "-");
        ReviewEvent review = review("d", "s", Verdict.ACCEPTED, 0);
        review.setReviewStartedAt(at(1));
        assertThat(verdicts(History.of(plan(1, quality())).send(review), "reviews"))
                .containsExactly("- bad_time");
    }

    @Test
    void propensitiesArePositiveProbabilities() throws SQLException {
        assertThat(decisionVerdicts(
                        d -> d.setPropensity(0.0),
                        d -> d.setPropensity(-0.1),
                        d -> d.setPropensity(1.0000000000000002),
                        d -> d.setPropensity(1.0),
                        d -> d.setPropensity(Double.MIN_VALUE)))
                .containsExactly("bad_propensity", "bad_propensity", "bad_propensity", "-", "-");
    }

    @Test
    void anEventMoreThanADayAheadOfItsRecordIsFromTheFuture() throws SQLException {
        DecisionEvent decision = decision("d", "s", "human", DAY);
        History history = History.of(plan(1, quality()))
                .send(decision, at(0))
                .send(decision, at(0).minusMillis(1))
                .send(with(decision("d", "s", "human", DAY), d -> d.setUseCase("other")), at(0).minusMillis(1));
        assertThat(verdicts(history, "decisions")).containsExactly("- -", "- future", "- future");
    }

    @Test
    void lateIsWhatTheRecordLearnedAfterThePlansLateness() throws SQLException {
        PlanVersion patient = plan(2, quality());
        patient.setLatenessMs(3L * DAY * 60_000);
        History history = History.of(plan(1, quality()), patient)
                .send(decision("d", "s", "human", 0), at(2 * DAY))
                .send(decision("d", "s", "human", 0), at(2 * DAY).plusMillis(1))
                .send(decision("d", "s", "human", 0), at(4 * DAY));
        assertThat(verdicts(history, "decisions"))
                .containsExactly("- -", "claims 1 late", "claims 1 late", "claims 2 late");
    }

    @Test
    void anArmIsTheBaselineOrACandidate() throws SQLException {
        assertThat(decisionVerdicts(
                        d -> d.setVariant("human"),
                        d -> d.setVariant("model"),
                        d -> d.setVariant("Model"),
                        d -> d.setVariant(null),
                        d -> d.setUseCase("other")))
                .containsExactly("-", "-", "unknown_arm", "unknown_arm", "unknown_use_case");
    }

    @Test
    void armsMayComeFromTheActorsTypeOrVersion() throws SQLException {
        PlanVersion byType = plan(1, quality());
        byType.setArmsBy("actor_type");
        PlanVersion byVersion = plan(2, quality());
        byVersion.setArmsBy("actor_version");
        byVersion.setCandidates(List.of("triage:2"));
        try (Recomputed recomputed = History.of(byType, byVersion)
                .send(decision("d", "s", null, 0))
                .recompute(database)
                .compute()) {
            assertThat(recomputed.rows("select plan_version, arm from decision join plan using (plan_id) order by 1"))
                    .containsExactly("1 model", "2 triage:2");
        }
    }

    @Test
    void aDurationFromTheRequestNeedsOne() throws SQLException {
        History history = History.of(plan(1, processing()))
                .send(decision("d", "s", "human", 0))
                .send(with(decision("d", "s", "human", 0), d -> d.setRequestedAt(at(-5))));
        assertThat(verdicts(history, "decisions")).containsExactly("claims 1 no_requested_at", "- -");
    }

    @Test
    void outcomesAreJudgedByEveryPlanThatReadsThem() throws SQLException {
        PlanVersion dollars = plan(2, recovered());
        dollars.getKpis().get(0).setUnit("USD");
        History history = History.of(plan(1, recovered(), quality()), dollars)
                .send(outcome("o", "s", "never_read", "d", 0, 1))
                .send(with(outcome("o", "s", "recovery", "d", 0, 1), o -> o.setUnit("EUR")))
                .send(outcome("o", "s", "recovery", "d", 0, 1));
        assertThat(verdicts(history, "outcomes"))
                .containsExactly(
                        "- unknown_outcome",
                        "claims 2 currency_mismatch",
                        "claims 1 currency_mismatch",
                        "claims 2 currency_mismatch");
    }

    private List<String> valueVerdicts(int scale, double... values) throws SQLException {
        PlanVersion plan = plan(1, recovered());
        plan.getKpis().get(0).setScale(scale);
        History history = History.of(plan);
        for (double value : values) {
            history.send(with(outcome("o", "s", "recovery", "d", 0, value), o -> o.setUnit("EUR")));
        }
        return verdicts(history, "outcomes").stream().map(IntakeTest::reason).toList();
    }

    @Test
    void amountsFitTheScale() throws SQLException {
        assertThat(valueVerdicts(2, 0.1, -12.34, 0.29, 1.005, 9_999_999_999_999.99, 1e13, -1e300, 0.1 + 0.2, -0.0))
                .containsExactly("-", "-", "-", "bad_scale", "-", "out_of_range", "out_of_range", "bad_scale", "-");
        assertThat(valueVerdicts(0, 1, 0.5, 999_999_999_999_999.0, 1e15, 999_999_999_999_999.5))
                .containsExactly("-", "bad_scale", "-", "out_of_range", "out_of_range");
        assertThat(valueVerdicts(9, 0.123456789, 0.1234567891, 999_999.999999999, 1e6))
                .containsExactly("-", "bad_scale", "-", "out_of_range");
    }

    @Test
    void binaryOutcomesAreZeroOrOneAndNameTheirDecision() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(outcome("o", "s", "correct", "d", 0, 0))
                .send(outcome("o", "s", "correct", "d", 0, 1))
                .send(outcome("o", "s", "correct", "d", 0, 0.5))
                .send(outcome("o", "s", "correct", null, 0, 1))
                .send(with(outcome("o", "s", "correct", "d", 0, 1), o -> o.setAmends("")));
        assertThat(verdicts(history, "outcomes"))
                .containsExactly("- -", "- -", "claims 1 not_binary", "claims 1 no_decision_id", "- bad_id");
    }

    @Test
    void aMeasuredSegmentHoldsAtMost128Utf16Units() throws SQLException {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region"));
        History history = History.of(plan)
                .send(with(decision("d", "s", "human", 0), d -> d.setSegments(Map.of("region", "x".repeat(129)))))
                .send(with(decision("d", "s", "human", 0), d -> d.setSegments(Map.of("region", ""))))
                .send(with(decision("d", "s", "human", 0), d -> d.setSegments(Map.of("other", "x".repeat(129)))));
        assertThat(verdicts(history, "decisions")).containsExactly("claims 1 bad_segment", "- -", "- -");
    }

    @Test
    void theFirstKpiInThePlansOrderThatRefusesAnOutcomeGivesTheReason() throws SQLException {
        PlanVersion plan = plan(1, quality(), recovered());
        plan.getKpis().get(1).setOutcome("correct");
        plan.getKpis().get(1).setUnit("");
        PlanVersion turned = plan(2, plan.getKpis().get(1), plan.getKpis().get(0));
        History history = History.of(plan, turned)
                .send(outcome("o", "s", "correct", "d", 0, 0.5))
                .send(outcome("o", "s", "correct", "d", 0, 0.501))
                .send(outcome("o", "s", "correct", null, 0, 0.501))
                .send(with(outcome("o", "s", "correct", "d", 0, 1), o -> o.setUnit("")))
                .send(outcome("o", "s", "correct", "d", 0, 1));
        assertThat(verdicts(history, "outcomes"))
                .containsExactly(
                        "claims 1 not_binary",
                        "claims 2 not_binary",
                        "claims 1 not_binary",
                        "claims 2 bad_scale",
                        "claims 1 no_decision_id",
                        "claims 2 no_decision_id",
                        "claims 1 currency_mismatch",
                        "claims 2 currency_mismatch",
                        "- -");
    }

    @Test
    void aReviewWithoutUseCaseGoesToEveryPlan() throws SQLException {
        PlanVersion other = plan(1, quality());
        other.setUseCase("loans");
        other.setLatenessMs(0);
        History history = History.of(plan(1, quality()), other)
                .send(review("d", "s", Verdict.ACCEPTED, 0), at(1))
                .send(with(review("d", "s", Verdict.ACCEPTED, 0), r -> r.setUseCase("claims")), at(1))
                .send(with(review("d", "s", Verdict.ACCEPTED, 0), r -> r.setUseCase("other")), at(1));
        assertThat(verdicts(history, "reviews")).containsExactly("loans 1 late", "- -", "- unknown_use_case");
    }

    @Test
    void theCharacterNulIsRefusedWhereItWouldBeStored() throws SQLException {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region"));
        History history = History.of(plan)
                .send(with(decision("d", "s", "human", 0), d -> d.setAction("a\0b")))
                .send(decision("d\0", "s", "human", 0))
                .send(decision("d", "s\0", "human", 0))
                .send(with(decision("d", "s", "human", 0), d -> d.setSegments(Map.of("region", "e\0u"))));
        assertThat(verdicts(history, "decisions"))
                .containsExactly("- -", "- bad_id", "- bad_id", "claims 1 bad_segment");
    }
}
