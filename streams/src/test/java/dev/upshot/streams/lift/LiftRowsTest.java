package dev.upshot.streams.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.Lift;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class LiftRowsTest {

    private static Plan plan(String unit) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                unit: %s
                kpis:
                  - {name: recovered, type: amount, outcome: recovery, scale: 2, currency: EUR, window: P14D, better: higher}
                  - {name: cost, type: value, of: cost, currency: USD, scale: 4, better: lower}
                  - {name: cost_per_recovery, type: ratio, numerator: cost, denominator: recovered, better: lower}
                inference: {alpha: 0.05, method: fixed}
                """.formatted(unit), "plan.yaml");
    }

    /** Totals of units with these values and divisors in the KPI of this index. */
    private static byte[] totals(Plan plan, int kpi, long[] a, long[] b) {
        BigInteger[] sums = new BigInteger[5];
        java.util.Arrays.fill(sums, BigInteger.ZERO);
        for (int i = 0; i < a.length; i++) {
            BigInteger x = BigInteger.valueOf(a[i]);
            BigInteger y = BigInteger.valueOf(b[i]);
            BigInteger[] terms = {x, x.multiply(x), y, y.multiply(y), x.multiply(y)};
            for (int s = 0; s < sums.length; s++) {
                sums[s] = sums[s].add(terms[s]);
            }
        }
        CellMoments layout = CellMoments.of(plan);
        byte[] totals = layout.zero();
        layout.setSums(
                totals,
                kpi,
                new KpiSums(
                        a.length, sums[0], sums[1], sums[2], sums[3], sums[4], 0, BigInteger.ZERO, null, null, null));
        return totals;
    }

    private static Lift row(Plan plan, int kpi, byte[] baseline, byte[] candidate) {
        return LiftRows.of("test", plan).row(kpi, "model", Slot.overall(0), baseline, candidate);
    }

    @Test
    void of_decisions_the_mean_is_per_decision() {
        Plan plan = plan("decision");
        Lift lift = row(
                plan,
                0,
                totals(plan, 0, new long[] {100, 300}, new long[] {1, 1}),
                totals(plan, 0, new long[] {200, 500}, new long[] {1, 1}));
        assertThat(lift.getMeanBaseline()).isEqualTo(2.0);
        assertThat(lift.getMeanCandidate()).isEqualTo(3.5);
        assertThat(lift.getVarianceBaseline()).isEqualTo(2.0);
        assertThat(lift.getRelative().getValue()).isEqualTo(0.75);
        assertThat(lift.getReason()).isNull();
    }

    @Test
    void of_subjects_the_mean_is_per_decision_and_the_variance_between_subjects() {
        Plan plan = plan("subject");
        Lift lift = row(
                plan,
                0,
                totals(plan, 0, new long[] {1000, 1500, 3500}, new long[] {1, 2, 3}),
                totals(plan, 0, new long[] {2000, 1000}, new long[] {1, 1}));
        assertThat(lift.getNBaseline()).isEqualTo(3);
        assertThat(lift.getMeanBaseline()).isEqualTo(10.0);
        assertThat(lift.getVarianceBaseline()).isEqualTo(6.25);
        assertThat(lift.getMeanCandidate()).isEqualTo(15.0);
        assertThat(lift.getEstimator()).isEqualTo("welch_fixed_n");
    }

    @Test
    void a_ratio_has_the_scales_of_its_two_kpis() {
        for (String unit : new String[] {"decision", "subject"}) {
            Plan plan = plan(unit);
            // 3 USD for 6 EUR.
            byte[] arm = totals(plan, 2, new long[] {10_000, 20_000}, new long[] {100, 500});
            assertThat(row(plan, 2, arm, arm).getMeanBaseline()).isEqualTo(0.5);
        }
    }

    @Test
    void nothing_to_divide_by_is_said_and_not_computed() {
        Plan plan = plan("decision");
        byte[] nothing = totals(plan, 2, new long[] {1, 2}, new long[] {0, 0});
        byte[] something = totals(plan, 2, new long[] {1, 2}, new long[] {1, 1});
        Lift lift = row(plan, 2, nothing, something);
        assertThat(lift.getReason()).isEqualTo("zero_denominator");
        assertThat(lift.getMeanBaseline()).isNull();
        assertThat(lift.getVarianceBaseline()).isNull();
        assertThat(lift.getMeanCandidate()).isNotNull();
        assertThat(lift.getAbsolute()).isNull();
    }
}
