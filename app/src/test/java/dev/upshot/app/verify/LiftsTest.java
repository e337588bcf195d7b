package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.DAY;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.recovered;
import static dev.upshot.app.verify.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.PlanVersion;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Moments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.WelchDifference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class LiftsTest {

    private final DataSource database;

    LiftsTest(DataSource database) {
        this.database = database;
    }

    /** One decision of the arm with a recovered amount. */
    private static History unit(History history, String arm, String id, double value) {
        return history.send(decision(id, id, arm, 0))
                .send(with(outcome("o" + id, id, "recovery", id, 1, value), o -> o.setUnit("EUR")));
    }

    @Test
    void cellsAreKeptPerDayArmAndSegments() throws SQLException {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region", "product"));
        History history = History.of(plan)
                .send(with(decision("d1", "s", "human", 0), d -> d.setSegments(Map.of("product", "car", "age", "9"))))
                .send(with(decision("d2", "s", "human", DAY - 1), d -> d.setSegments(Map.of("product", "car"))))
                .send(with(
                        decision("d3", "s", "human", DAY), d -> d.setSegments(Map.of("product", "car", "region", ""))));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select arm, cohort_date, segment_values, decision_count from expected_cell"
                            + " order by 2"))
                    .containsExactly("human 2026-03-01 {(none),car} 2", "human 2026-03-02 {\"\",car} 1");
            assertThat(recomputed.rows("select segment_dimension, segment_value from expected_lift order by 1, 2"))
                    .containsExactly(" ", "product car", "region ", "region (none)");
        }
    }

    @Test
    void welchIsComputedBitForBit() throws SQLException {
        History history = History.of(plan(1, recovered()));
        unit(history, "human", "a1", 1);
        unit(history, "human", "a2", 2);
        unit(history, "human", "a3", 3);
        unit(history, "model", "b1", 2.5);
        unit(history, "model", "b2", 4.5);
        try (Recomputed recomputed = history.recompute(database).compute()) {
            // means 2 and 3.5, variances 1 and 2, squared errors 1/3 and 1
            double ea = 1.0 / 3;
            double se = Math.sqrt(ea + 1);
            double df = (ea + 1) * (ea + 1) / (ea * ea / 2.0 + 1.0 / 1.0);
            double t = BigDecimal.valueOf(TDistribution.of(df).inverseCumulativeProbability(0.975))
                    .setScale(9, RoundingMode.HALF_EVEN)
                    .doubleValue();
            double relativeSe = Math.sqrt(1 / 4.0 + ea * 12.25 / 16.0);
            assertThat(recomputed.rows("select n_baseline, n_candidate, mean_baseline, mean_candidate,"
                            + " variance_baseline, variance_candidate, absolute_value, absolute_standard_error,"
                            + " absolute_lower, absolute_upper, relative_value, relative_standard_error,"
                            + " relative_lower, relative_upper, degrees_of_freedom, critical_value, reason"
                            + " from expected_lift"))
                    .singleElement()
                    .satisfies(row -> {
                        String[] fields = row.split(" ");
                        assertThat(List.of(fields).subList(0, 7))
                                .containsExactly("3", "2", "2", "3.5", "1", "2", "1.5");
                        assertThat(List.of(fields).subList(7, 16).stream().map(Double::valueOf))
                                .containsExactly(
                                        se,
                                        1.5 - t * se,
                                        1.5 + t * se,
                                        0.75,
                                        relativeSe,
                                        0.75 - t * relativeSe,
                                        0.75 + t * relativeSe,
                                        df,
                                        t);
                        assertThat(fields[16]).isEqualTo("-");
                    });
        }
    }

    @Test
    void aNegativeBaselineKeepsTheSignOfTheDifference() throws SQLException {
        History history = History.of(plan(1, recovered()));
        unit(history, "human", "a1", -3);
        unit(history, "human", "a2", -5);
        unit(history, "model", "b1", -1);
        unit(history, "model", "b2", -3);
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select absolute_value, relative_value from expected_lift"))
                    .containsExactly("2 0.5");
        }
    }

    private String summary(History history) throws SQLException {
        try (Recomputed recomputed = history.recompute(database).compute()) {
            return recomputed
                    .rows("select reason, mean_baseline, mean_candidate, variance_baseline, absolute_value,"
                            + " absolute_lower, relative_value, degrees_of_freedom is null, critical_value is null"
                            + " from expected_lift")
                    .get(0);
        }
    }

    @Test
    void withoutGroundsThereIsAReasonInsteadOfANumber() throws SQLException {
        History baselineEmpty = unit(History.of(plan(1, recovered())), "model", "b1", 1);
        assertThat(summary(baselineEmpty)).isEqualTo("baseline_empty - 1 - - - - t t");

        History candidateEmpty = unit(History.of(plan(1, recovered())), "human", "a1", 1);
        assertThat(summary(candidateEmpty)).isEqualTo("candidate_empty 1 - - - - - t t");

        History tooFew = unit(unit(candidateEmpty, "human", "a2", 3), "model", "b1", 5);
        assertThat(summary(tooFew)).isEqualTo("too_few_units 2 5 2 - - - t t");

        History constant = History.of(plan(1, recovered()));
        unit(unit(unit(unit(constant, "human", "a1", 1), "human", "a2", 1), "model", "b1", 2), "model", "b2", 2);
        assertThat(summary(constant)).isEqualTo("zero_variance 1 2 0 - - - t t");

        History zeroMean = History.of(plan(1, recovered()));
        unit(unit(unit(unit(zeroMean, "human", "a1", 1), "human", "a2", -1), "model", "b1", 2), "model", "b2", 2);
        assertThat(summary(zeroMean)).startsWith("zero_baseline_mean 0 2 2 2 ").endsWith(" - f f");
    }

    @Test
    void everyCandidateHasARowInEverySlot() throws SQLException {
        PlanVersion plan = plan(1, quality());
        plan.setCandidates(List.of("model", "rules"));
        plan.setSegments(List.of("region"));
        History history = History.of(plan, plan(2, quality()))
                .send(with(decision("d1", "s", "human", 0), d -> d.setSegments(Map.of("region", "eu"))))
                .send(with(decision("d2", "s", "model", 0), d -> d.setSegments(Map.of("region", "us"))));
        try (Recomputed recomputed = history.recompute(database).compute()) {
            assertThat(recomputed.rows("select plan_version, arm, segment_value, n_baseline, n_candidate"
                            + " from expected_lift join plan using (plan_id) order by 1, 2, 3"))
                    .containsExactly(
                            "1 model  1 1",
                            "1 model eu 1 0",
                            "1 model us 0 1",
                            "1 rules  1 0",
                            "1 rules eu 1 0",
                            "1 rules us 0 0",
                            "2 model  1 1");
        }
    }

    @Test
    void everyBitIsThatOfTheStatisticsLibrary() throws SQLException {
        Random random = new Random(20_260_301);
        List<String> dimensions = List.of("slot");
        PlanVersion plan = plan(1, recovered());
        plan.setSegments(dimensions);
        Map<String, List<Moments>> arms = new HashMap<>();
        StringJoiner cells = new StringJoiner(
                ",",
                "insert into expected_kpi_cell (plan_id, arm, cohort_date, segment_values, kpi, unit_count, value_sum, value_sum_squares) values ",
                "");
        for (int slot = 0; slot < 500; slot++) {
            List<Moments> pair = List.of(moments(random), moments(random));
            arms.put("s" + slot, pair);
            for (int arm = 0; arm < 2; arm++) {
                Moments m = pair.get(arm);
                cells.add("(1, '%s', '2026-03-01', '{s%d}', 'recovered', %d, %s, %s)"
                        .formatted(arm == 0 ? "human" : "model", slot, m.n(), m.sum(), m.sumSquares()));
            }
        }
        try (Recomputed recomputed = History.of(plan).recompute(database)) {
            recomputed.compute().execute(cells.toString());
            recomputed.execute("insert into expected_cell (plan_id, arm, cohort_date, segment_values)"
                    + " select distinct 1, 'human', cohort_date, segment_values"
                    + " from expected_kpi_cell;"
                    + " drop table slot, moment, arm_summary, welch, critical_value, expected_lift");
            recomputed.scratch().step("10_lifts.sql");
            CriticalValues.fill(recomputed.scratch().connection());
            recomputed.scratch().step("11_intervals.sql");
            List<String> rows = recomputed.rows("select segment_value, mean_baseline, mean_candidate,"
                    + " variance_baseline, variance_candidate, absolute_value, absolute_standard_error, absolute_lower,"
                    + " absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper,"
                    + " degrees_of_freedom, critical_value, reason from expected_lift where segment_dimension <> ''");
            assertThat(rows).hasSize(500).allSatisfy(row -> {
                List<String> fields = List.of(row.split(" "));
                List<Moments> pair = arms.get(fields.get(0));
                assertThat(fields.subList(1, fields.size()).stream()
                                .map(LiftsTest::asJavaWrites)
                                .toList())
                        .isEqualTo(expected(pair.get(0), pair.get(1)));
            });
        }
    }

    /** Zero to a thousand values of any size and sign; sometimes all equal, sometimes with sum zero. */
    private static Moments moments(Random random) {
        int n = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(1_000);
        long bound = (long) Math.pow(10, 1 + random.nextInt(14));
        boolean equal = random.nextInt(10) == 0;
        boolean balanced = random.nextInt(10) == 0;
        long value = random.nextLong(-bound, bound);
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            value = equal ? value : balanced ? -value : random.nextLong(-bound, bound);
            sum = sum.add(BigInteger.valueOf(value));
            squares = squares.add(BigInteger.valueOf(value).pow(2));
        }
        return new Moments(n, sum, squares, 2);
    }

    private static List<String> expected(Moments a, Moments b) {
        WelchDifference difference = WelchDifference.of(a, b, 0.05);
        List<String> fields = new ArrayList<>();
        fields.add(a.n() < 1 ? "-" : text(a.mean()));
        fields.add(b.n() < 1 ? "-" : text(b.mean()));
        fields.add(a.n() < 2 ? "-" : text(a.variance()));
        fields.add(b.n() < 2 ? "-" : text(b.variance()));
        for (Estimate estimate : Arrays.asList(difference.absolute(), difference.relative())) {
            if (estimate == null) {
                fields.addAll(List.of("-", "-", "-", "-"));
            } else {
                fields.addAll(List.of(
                        text(estimate.value()),
                        text(estimate.standardError()),
                        text(estimate.lower()),
                        text(estimate.upper())));
            }
        }
        fields.add(text(difference.degreesOfFreedom()));
        fields.add(text(difference.criticalValue()));
        fields.add(difference.reason().map(Reason::code).orElse("-"));
        return fields;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? text(value.getAsDouble()) : "-";
    }

    private static String text(double value) {
        return Double.toString(value);
    }

    /** A number as Java writes the very same double; anything else as it is. */
    private static String asJavaWrites(String field) {
        return field.matches("-?[0-9].*") ? text(Double.parseDouble(field)) : field;
    }
}
