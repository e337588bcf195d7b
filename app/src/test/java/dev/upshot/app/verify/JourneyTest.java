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

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Duplicates, corrections, joins and units, on journeys of one subject. */
@ExtendWith(TestDatabase.class)
class JourneyTest {

    private final DataSource database;

    JourneyTest(DataSource database) {
        this.database = database;
    }

    private List<String> kpis(History history) throws SQLException {
        try (Recomputed recomputed = history.recompute(database).compute()) {
            return recomputed.kpis();
        }
    }

    /** The ids of the outcomes that stand, for one decision d of subject s and outcomes of a recovered amount. */
    private List<String> standing(OutcomeEvent... outcomes) throws SQLException {
        History history = History.of(plan(1, recovered())).send(decision("d", "s", "human", 0));
        for (OutcomeEvent outcome : outcomes) {
            outcome.setUnit("EUR");
            history.send(outcome);
        }
        try (Recomputed recomputed = history.recompute(database).compute()) {
            return recomputed.rows("select outcome_id from outcome_version where reading = 3"
                    + " and status <> 'CANCELLED' and stands(version_no, 0, 9000000000000000) order by 1");
        }
    }

    private static OutcomeEvent recovery(String id, int minute, double value) {
        return outcome(id, "s", "recovery", "d", minute, value);
    }

    private static OutcomeEvent amending(String amended, OutcomeEvent outcome) {
        return with(outcome, o -> o.setAmends(amended), o -> o.setStatus(OutcomeStatus.AMENDED));
    }

    private static OutcomeEvent cancelled(OutcomeEvent outcome) {
        return with(outcome, o -> o.setStatus(OutcomeStatus.CANCELLED));
    }

    @Test
    void theSmallestVersionOfADecisionStands() throws SQLException {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region"));
        History history = History.of(plan)
                .send(decision("d1", "s", "model", 1), decision("d1", "s", "human", 2))
                .send(
                        with(decision("d2", "s", "human", 1), d -> d.setRequestedAt(at(0))),
                        decision("d2", "s", "model", 1))
                .send(decision("d3", "s", "model", 1), decision("d3", "s", "human", 1))
                .send(
                        with(decision("d4", "s", "human", 1), d -> d.setSegments(Map.of("region", "ä"))),
                        with(decision("d4", "s", "human", 1), d -> d.setSegments(Map.of("region", "z"))))
                .send(decision("d1", "t", "human", 5));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows(
                            "select subject_id, decision_id, arm, segment_values from decision where reading = 3 and taken"
                                    + " order by 1, 2"))
                    .containsExactly(
                            "s d1 model {(none)}",
                            "s d2 model {(none)}",
                            "s d3 human {(none)}",
                            "s d4 human {z}",
                            "t d1 human {(none)}");
        }
    }

    @Test
    void theGreatestVersionOfAnOutcomeStands() throws SQLException {
        History history = History.of(plan(1, recovered()))
                .send(decision("d", "s", "human", 0))
                .send(
                        with(recovery("o1", 9, 9), o -> o.setStatus(OutcomeStatus.PRELIMINARY), JourneyTest::euro),
                        with(recovery("o1", 1, 1), JourneyTest::euro))
                .send(
                        with(recovery("o2", 2, 100), JourneyTest::euro),
                        with(recovery("o2", 3, 10), JourneyTest::euro),
                        with(recovery("o2", 3, 10), JourneyTest::euro))
                .send(
                        with(recovery("o3", 2, 1000), JourneyTest::euro),
                        with(cancelled(recovery("o3", 1, 1000)), JourneyTest::euro));
        assertThat(kpis(history)).containsExactly("human recovered 1 1100 1210000");
    }

    private static void euro(OutcomeEvent outcome) {
        outcome.setUnit("EUR");
    }

    @Test
    void anAmendedOutcomeIsReplacedByItsAmendmentAlongAChain() throws SQLException {
        assertThat(standing(
                        recovery("o1", 1, 1),
                        amending("o1", recovery("o2", 2, 2)),
                        amending("o2", recovery("o3", 3, 3))))
                .containsExactly("o3");
    }

    @Test
    void anAmendmentOfSomethingUnknownStands() throws SQLException {
        assertThat(standing(amending("never_seen", recovery("o2", 2, 2)))).containsExactly("o2");
    }

    @Test
    void anAmendmentOfAnotherNameReplacesNothing() throws SQLException {
        History history = History.of(plan(1, recovered(), quality()))
                .send(decision("d", "s", "human", 0))
                .send(with(recovery("o1", 1, 7), JourneyTest::euro))
                .send(amending("o1", outcome("o2", "s", "correct", "d", 2, 1)));
        assertThat(kpis(history)).containsExactly("human quality 1 1 1", "human recovered 1 700 490000");
    }

    @Test
    void aCancelledAmendmentTakesItsTargetWithIt() throws SQLException {
        assertThat(standing(recovery("o1", 1, 1), cancelled(amending("o1", recovery("o2", 2, 2)))))
                .isEmpty();
        assertThat(standing(cancelled(recovery("o1", 1, 1)), recovery("o2", 2, 2)))
                .containsExactly("o2");
    }

    @Test
    void amongSiblingsOnlyTheGreatestStands() throws SQLException {
        assertThat(standing(
                        recovery("o1", 1, 1),
                        amending("o1", recovery("o2", 5, 2)),
                        amending("o1", recovery("o3", 4, 9)),
                        amending("o1", recovery("o4", 5, 2))))
                .containsExactly("o4");
        assertThat(standing(
                        recovery("o1", 1, 1),
                        amending("o1", recovery("o2", 5, 2)),
                        cancelled(amending("o1", recovery("o3", 4, 9)))))
                .isEmpty();
    }

    @Test
    void aCycleOfAmendmentsLeavesNothing() throws SQLException {
        assertThat(standing(amending("o2", recovery("o1", 1, 1)), amending("o1", recovery("o2", 2, 2))))
                .isEmpty();
    }

    @Test
    void anOutcomeThatAmendsItselfStands() throws SQLException {
        assertThat(standing(amending("o1", recovery("o1", 1, 1)))).containsExactly("o1");
        assertThat(standing(amending("o1", recovery("o1", 9, 1)), amending("o1", recovery("o2", 2, 2))))
                .containsExactly("o2");
    }

    @Test
    void aSupersededDecisionDoesNotCount() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(decision("d1", "s", "human", 0))
                .send(with(decision("d2", "s", "model", 5), d -> d.setSupersedes("d1")))
                .send(with(decision("d3", "s", "model", 5), d -> d.setSupersedes("d3")))
                .send(with(decision("d4", "t", "model", 5), d -> d.setSupersedes("d3")))
                .send(outcome("o1", "s", "correct", "d1", 1, 1), outcome("o2", "s", "correct", "d2", 6, 1));
        assertThat(kpis(history)).containsExactly("model quality 3 1 1");
    }

    @Test
    void decisionsThatSupersedeEachOtherBothDoNotCount() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(with(decision("d1", "s", "human", 0), d -> d.setSupersedes("d2")))
                .send(with(decision("d2", "s", "model", 5), d -> d.setSupersedes("d1")));
        assertThat(kpis(history)).isEmpty();
    }

    @Test
    void windowsAreHalfOpenFromTheDecision() throws SQLException {
        OutcomeEvent justInside = outcome("o3", "s", "correct", "d3", 10 + DAY, 1);
        justInside.setOccurredAt(at(10 + DAY).minusMillis(1));
        OutcomeEvent before = outcome("o4", "s", "correct", "d4", 10, 1);
        before.setOccurredAt(at(10).minusMillis(1));
        History history = History.of(plan(1, quality()))
                .send(
                        decision("d1", "s", "human", 10),
                        decision("d2", "s", "human", 10),
                        decision("d3", "s", "human", 10),
                        decision("d4", "s", "human", 10))
                .send(
                        outcome("o1", "s", "correct", "d1", 10, 1),
                        outcome("o2", "s", "correct", "d2", 10 + DAY, 1),
                        justInside,
                        before);
        assertThat(kpis(history)).containsExactly("human quality 4 2 2");
    }

    @Test
    void anOutcomeOfAnotherSubjectOrDecisionDoesNotJoin() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(decision("d1", "s", "human", 0))
                .send(outcome("o1", "t", "correct", "d1", 1, 1), outcome("o2", "s", "correct", "d2", 1, 1));
        assertThat(kpis(history)).containsExactly("human quality 1 0 0");
    }

    @Test
    void anyOneMakesABinaryUnitOne() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(decision("d1", "s", "human", 0), decision("d2", "s", "human", 0))
                .send(
                        outcome("o1", "s", "correct", "d1", 1, 1),
                        outcome("o2", "s", "correct", "d1", 2, 1),
                        outcome("o3", "s", "correct", "d1", 3, 0),
                        outcome("o4", "s", "correct", "d2", 3, 0));
        assertThat(kpis(history)).containsExactly("human quality 2 1 1");
    }

    @Test
    void amountsAddUpAndAreCappedOnBothSides() throws SQLException {
        KpiDefinition capped = recovered();
        capped.setName("capped");
        capped.setCap(10_000L);
        History history = History.of(plan(1, recovered(), capped))
                .send(decision("d1", "s", "human", 0), decision("d2", "s", "human", 0), decision("d3", "s", "human", 0))
                .send(
                        with(outcome("o1", "s", "recovery", "d1", 1, 90.01), JourneyTest::euro),
                        with(outcome("o2", "s", "recovery", "d1", 2, 10.00), JourneyTest::euro),
                        with(outcome("o3", "s", "recovery", "d2", 2, -250.5), JourneyTest::euro),
                        with(outcome("o4", "s", "recovery", "d3", 2, -0.5), JourneyTest::euro));
        // 10001 - 25050 - 50; capped: 10000 - 10000 - 50
        assertThat(kpis(history)).containsExactly("human capped 3 -50 200002500", "human recovered 3 -15099 727525001");
    }

    @Test
    void anAmountWithoutCapIsHeldWithinFifteenDigits() throws SQLException {
        History history = History.of(plan(1, recovered())).send(decision("d1", "s", "human", 0));
        for (int i = 0; i < 3; i++) {
            history.send(with(outcome("o" + i, "s", "recovery", "d1", 1, -9_999_999_999_999.99), JourneyTest::euro));
        }
        assertThat(kpis(history)).containsExactly("human recovered 1 -999999999999999 999999999999998000000000000001");
    }

    @Test
    void whatIsMissingCountsAsZeroOrNotAtAll() throws SQLException {
        KpiDefinition excluding = quality();
        excluding.setName("judged_only");
        excluding.setMissing("exclude");
        History history = History.of(plan(1, quality(), excluding))
                .send(decision("d1", "s", "human", 0), decision("d2", "s", "human", 0), decision("d3", "s", "model", 0))
                .send(outcome("o1", "s", "correct", "d1", 1, 1));
        assertThat(kpis(history))
                .containsExactly(
                        "human judged_only 1 1 1",
                        "human quality 2 1 1",
                        "model judged_only 0 0 0",
                        "model quality 1 0 0");
    }

    @Test
    void durationsRunToTheEarliestOutcome() throws SQLException {
        KpiDefinition fromDecision = processing();
        fromDecision.setName("after");
        fromDecision.setStartsAt("decided_at");
        History history = History.of(plan(1, processing(), fromDecision))
                .send(
                        with(decision("d1", "s", "human", 10), d -> d.setRequestedAt(at(4))),
                        with(decision("d2", "s", "human", 10), d -> d.setRequestedAt(at(4))))
                .send(outcome("o1", "s", "closed", "d1", 13, 77.7), outcome("o2", "s", "closed", "d1", 12, 1e300));
        // eight and two minutes in milliseconds; the second decision is open
        assertThat(kpis(history))
                .containsExactly("human after 1 120000 14400000000", "human processing 1 480000 230400000000");
    }

    @Test
    void severalPlansReadTheSameOutcome() throws SQLException {
        PlanVersion other = plan(1, quality());
        other.setUseCase("loans");
        History history = History.of(plan(1, quality()), plan(2, quality()), other)
                .send(decision("d", "s", "human", 0))
                .send(with(decision("d", "s", "model", 0), d -> d.setUseCase("loans")))
                .send(outcome("o", "s", "correct", "d", 1, 1));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select use_case, plan_version, arm, unit_count, value_sum"
                            + " from expected_kpi_cell join plan using (plan_id) order by 1, 2"))
                    .containsExactly("claims 1 human 1 1", "claims 2 human 1 1", "loans 1 model 1 1");
        }
    }

    @Test
    void reviewsAreCountedPerDecisionOnce() throws SQLException {
        History history = History.of(plan(1, quality()))
                .send(decision("d1", "s", "human", 0), decision("d2", "s", "human", 0), decision("d3", "s", "human", 0))
                .send(
                        review("d1", "s", Verdict.ACCEPTED, 1),
                        review("d1", "s", Verdict.ACCEPTED, 1),
                        review("d2", "s", Verdict.ESCALATED, 1),
                        review("d2", "s", Verdict.REVERSED, 2),
                        review("d3", "t", Verdict.OVERRIDDEN, 2));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select decision_count, reviewed_count, overturned_count from expected_cell"))
                    .containsExactly("3 2 1");
        }
    }

    @Test
    void anyOrderAndAnyDuplicationGiveTheSame() throws SQLException {
        PlanVersion plan = plan(1, recovered(), quality());
        plan.setSegments(List.of("region"));
        History history = History.of(plan);
        for (int i = 0; i < 60; i++) {
            int n = i;
            String subject = "s" + i % 7;
            history.send(with(
                    decision("d" + i % 23, subject, i % 3 == 0 ? "human" : "model", i),
                    d -> d.setSegments(Map.of("region", "r" + n % 2)),
                    d -> d.setSupersedes(n % 5 == 0 ? "d" + (n + 7) % 23 : null)));
            history.send(with(
                    outcome("o" + i % 17, subject, "recovery", "d" + i % 23, i + 3, i / 4.0),
                    JourneyTest::euro,
                    o -> o.setAmends(n % 4 == 0 ? "o" + (n + 3) % 17 : null),
                    o -> o.setStatus(n % 4 == 1 ? OutcomeStatus.CANCELLED : OutcomeStatus.AMENDED)));
        }
        String cells = "select arm, segment_values, decision_count, kpi, k.unit_count, value_sum, value_sum_squares"
                + " from expected_cell join expected_kpi_cell k using (plan_id, arm, cohort_date, segment_values)"
                + " order by 1, 2, 4";
        try (Recomputed original = history.recompute(database).compute();
                Recomputed shuffled =
                        history.shuffled(42, 3).recompute(database).compute()) {
            assertThat(original.rows(cells)).isNotEmpty().isEqualTo(shuffled.rows(cells));
        }
    }
}
