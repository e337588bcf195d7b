package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.DAY;
import static dev.upshot.app.verify.Events.bySubject;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.kpi;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credit by subject, units of several decisions, ratios, restatements and join health, reckoned by hand. */
@ExtendWith(TestDatabase.class)
class CreditTest {

    private final DataSource database;

    CreditTest(DataSource database) {
        this.database = database;
    }

    private static OutcomeEvent paid(String id, int minute, double value) {
        return with(outcome(id, "s", "recovery", null, minute, value), o -> o.setUnit("EUR"));
    }

    private static KpiDefinition tenDays(KpiDefinition kpi) {
        return with(kpi, k -> k.setWindowMs(10L * DAY * 60_000));
    }

    /** Three decisions, three, two and one days before an outcome of 100.01. */
    @ParameterizedTest
    @CsvSource({
        "last_touch,  0 0 10001",
        "first_touch, 10001 0 0",
        "linear,      3334 3334 3333",
        "position,    4001 2000 4000",
        "time_decay,  1429 2857 5715"
    })
    void sharesAreWholeAndSumToTheValue(String model, String shares) throws SQLException {
        KpiDefinition kpi = with(
                bySubject(tenDays(recovered()), model),
                k -> k.setModelFirst(40),
                k -> k.setModelLast(40),
                k -> k.setHalfLifeMs(DAY * 60_000L));
        History history = History.of(plan(1, kpi))
                .send(
                        decision("d1", "s", "human", 0),
                        decision("d2", "s", "model", DAY),
                        decision("d3", "s", "human", 2 * DAY),
                        paid("o", 3 * DAY, 100.01));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(String.join(
                            " ",
                            recomputed.rows("select coalesce(sum(c.amount), 0) from decision d"
                                    + " left join credit c using (decision_no)"
                                    + " group by d.decision_no order by d.decision_no")))
                    .isEqualTo(shares);
        }
    }

    /** The horizon is ten days: the third decision begins another episode. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "exclude"})
    void aSubjectsEpisodesAreUnitsPlacedByTheirFirstDecision(String severalArms) throws SQLException {
        PlanVersion plan = plan(1, bySubject(tenDays(recovered()), "last_touch"));
        plan.setUnit("subject");
        plan.setSeveralArms(severalArms);
        History history = History.of(plan)
                .send(
                        decision("d1", "s", "human", 0),
                        decision("d2", "s", "model", DAY),
                        decision("d3", "s", "model", 10 * DAY),
                        paid("o1", 1, 1),
                        paid("o2", 2 * DAY, 2),
                        paid("o3", 11 * DAY, 0.5));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select arm, decision_count, unit_count, mixed_unit_count from expected_cell"
                            + " order by 1"))
                    .containsExactly("human 2 1 1", "model 1 1 0");
            List<String> sums = recomputed.rows("select arm, denominator_sum, value_sum from expected_kpi_cell"
                    + " where unit_count > 0 order by 1");
            assertThat(sums)
                    .containsExactlyElementsOf(
                            severalArms.equals("first") ? List.of("human 2 300", "model 1 50") : List.of("model 1 50"));
        }
    }

    @Test
    void aRatioKeepsTheSumsOfBothItsParts() throws SQLException {
        KpiDefinition ratio = kpi("per_payment", "ratio", "", "EUR");
        ratio.setNumerator("recovered");
        ratio.setDenominator("payments");
        KpiDefinition payments = bySubject(tenDays(kpi("payments", "count", "recovery", "")), "last_touch");
        payments.setMissing("exclude");
        History history = History.of(plan(1, bySubject(tenDays(recovered()), "last_touch"), payments, ratio))
                .send(
                        decision("d1", "s", "human", 0),
                        decision("d2", "t", "human", 0),
                        paid("o1", 1, 1),
                        paid("o2", 2, 2));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select unit_count, value_sum, value_sum_squares, denominator_sum,"
                            + " denominator_sum_squares, product_sum from expected_kpi_cell where kpi = 'per_payment'"))
                    .containsExactly("1 300 90000 2 4 600");
            assertThat(recomputed.rows("select mean from arm_figure where kpi = 'per_payment' and arm = 'human'"
                            + " and cohort_date = 'infinity' and segment_dimension = ''"))
                    .containsExactly("1.5");
        }
    }

    @Test
    void correctionsAreToldByCauseAndReviewsThatOverturn() throws SQLException {
        History history = History.of(plan(1, bySubject(tenDays(recovered()), "last_touch")))
                .send(
                        decision("d", "s", "human", 0),
                        paid("o1", 1, 10),
                        with(paid("o1", 2, 12), o -> o.setStatus(OutcomeStatus.AMENDED)),
                        paid("o2", 3, 5),
                        with(paid("o2", 3, 5), o -> o.setStatus(OutcomeStatus.CANCELLED)),
                        review("d", "s", Verdict.REVERSED, 4))
                .send(
                        decision("e", "t", "human", 0),
                        with(decision("f", "t", "model", 5), f -> f.setSupersedes("e")),
                        with(paid("o3", 6, 7), o -> o.setSubjectId("t")));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select arm, kpi, cause, unit_count, value_change from expected_restatement"
                            + " order by 1, 3"))
                    .containsExactly(
                            "human recovered amended 1 200",
                            "human recovered cancelled 1 -500",
                            "human  overturned 1 0",
                            "human recovered superseded 1 -700",
                            "model recovered superseded 1 700");
        }
    }

    @Test
    void healthCountsWhatWasFoundAndHowLate() throws SQLException {
        History history = History.of(plan(1, bySubject(recovered(), "last_touch")))
                .send(
                        decision("d", "s", "human", 0),
                        paid("o1", 1, 10),
                        paid("o1", 1, 10),
                        with(paid("o1", 2, 12), o -> o.setStatus(OutcomeStatus.AMENDED)),
                        with(paid("o2", 3, 5), o -> o.setSubjectId("nobody")));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select decision_fact_count, outcome_fact_count, decision_count, outcome_count,"
                            + " direct_count, by_subject_count, unjoined_count, corrected_count, subject_count"
                            + " from expected_health"))
                    .containsExactly("1 3 1 2 0 1 1 1 1");
            // A minute is 60,000 ms: from 2^15 × 1.75 on.
            assertThat(recomputed.rows("select bucket, outcome_count from expected_delay"))
                    .containsExactly("64 1");
        }
    }
}
