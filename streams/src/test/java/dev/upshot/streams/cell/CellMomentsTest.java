package dev.upshot.streams.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.attribution.SomeUnits;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells against plain integers without bounds. */
class CellMomentsTest {

    private static final int KPIS = 4;

    private static Plan plan(String unit) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                unit: %s
                lateness: P2D
                kpis:
                  - {name: recovered, type: amount, outcome: recovery, scale: 2, window: P14D, better: higher}
                  - {name: speed, type: duration, to: {outcome: closed}, horizon: P7D, better: lower}
                  - {name: cost, type: value, of: cost, currency: EUR, better: lower}
                  - {name: cost_per_recovery, type: ratio, numerator: cost, denominator: recovered, better: lower}
                inference: {alpha: 0.05, method: fixed}
                """.formatted(unit), "plan.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "subject"})
    void sums_of_any_units_in_any_order_are_exact(String unit) {
        SplittableRandom random = new SplittableRandom(11);
        CellMoments cells = CellMoments.of(plan(unit));
        List<CreditedUnit> there = new ArrayList<>();
        byte[] moments = cells.zero();
        for (int i = 0; i < 20_000; i++) {
            if (there.isEmpty() || random.nextInt(3) > 0) {
                CreditedUnit come = SomeUnits.random(random, KPIS);
                there.add(come);
                cells.add(moments, come);
            } else {
                cells.subtract(moments, there.remove(random.nextInt(there.size())));
            }
        }
        assertThat(cells.head(moments)).isEqualTo(head(there));
        for (int k = 0; k < KPIS; k++) {
            assertThat(cells.sums(moments, k)).isEqualTo(sums(there, k, cells.isPaired(k), k == 1));
        }
        there.forEach(gone -> cells.subtract(moments, gone));
        assertThat(moments).isEqualTo(cells.zero());
    }

    @Test
    void pairs_are_kept_for_ratios_and_for_subjects() {
        CellMoments ofDecisions = CellMoments.of(plan("decision"));
        CellMoments ofSubjects = CellMoments.of(plan("subject"));
        assertThat(List.of(0, 1, 2, 3)).extracting(ofDecisions::isPaired).containsExactly(false, false, false, true);
        assertThat(List.of(0, 1, 2, 3)).extracting(ofSubjects::isPaired).containsOnly(true);
    }

    @Test
    void what_was_added_can_be_taken_away_again_to_the_last_bit() {
        SplittableRandom random = new SplittableRandom(12);
        CellMoments cells = CellMoments.of(plan("subject"));
        for (int i = 0; i < 5_000; i++) {
            byte[] a = some(cells, random);
            byte[] b = some(cells, random);
            byte[] sum = a.clone();
            cells.merge(sum, b);
            assertThat(cells.difference(sum, b)).isEqualTo(a);
            assertThat(cells.difference(a, a)).isEqualTo(cells.zero());
        }
    }

    @Test
    void what_is_read_can_be_written_again() {
        SplittableRandom random = new SplittableRandom(13);
        CellMoments cells = CellMoments.of(plan("subject"));
        byte[] moments = some(cells, random);
        byte[] copy = cells.zero();
        cells.setHead(copy, cells.head(moments));
        for (int k = 0; k < KPIS; k++) {
            cells.setSums(copy, k, cells.sums(moments, k));
        }
        assertThat(copy).isEqualTo(moments);
    }

    @Test
    void a_cell_is_empty_when_nothing_counts_and_nothing_is_open() {
        CellMoments cells = CellMoments.of(plan("decision"));
        KpiSums none = cells.sums(cells.zero(), 1);
        byte[] open = cells.zero();
        cells.setSums(
                open,
                1,
                new KpiSums(
                        0,
                        none.sumA(),
                        none.sumSquaresA(),
                        none.sumB(),
                        none.sumSquaresB(),
                        none.sumProducts(),
                        1,
                        BigInteger.TEN));
        byte[] overlooked = cells.zero();
        cells.setHead(overlooked, new CellHead(1, 0, 0, 0, 0));
        assertThat(cells.isEmpty(cells.zero())).isTrue();
        assertThat(cells.isEmpty(open)).isFalse();
        assertThat(cells.isEmpty(overlooked)).isFalse();
    }

    @Test
    void moments_of_another_plan_are_refused() {
        CellMoments decisions = CellMoments.of(plan("decision"));
        CellMoments subjects = CellMoments.of(plan("subject"));
        assertThatThrownBy(() -> decisions.merge(decisions.zero(), subjects.zero()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another plan");
    }

    private static byte[] some(CellMoments cells, SplittableRandom random) {
        byte[] moments = cells.zero();
        for (int i = 0; i < 5; i++) {
            cells.add(moments, SomeUnits.random(random, KPIS));
        }
        return moments;
    }

    private static CellHead head(List<CreditedUnit> units) {
        return new CellHead(
                units.stream().mapToLong(CreditedUnit::decisions).sum(),
                units.stream().mapToLong(CreditedUnit::reviewed).sum(),
                units.stream().mapToLong(CreditedUnit::overturned).sum(),
                units.stream().mapToLong(CreditedUnit::units).sum(),
                units.stream().filter(CreditedUnit::mixed).count());
    }

    private static KpiSums sums(List<CreditedUnit> units, int k, boolean paired, boolean timed) {
        BigInteger[] sums = new BigInteger[5];
        java.util.Arrays.fill(sums, BigInteger.ZERO);
        long n = 0;
        long open = 0;
        BigInteger start = BigInteger.ZERO;
        for (CreditedUnit unit : units) {
            BigInteger a = BigInteger.valueOf(unit.a(k));
            BigInteger b = BigInteger.valueOf(paired ? unit.b(k) : 0);
            BigInteger[] terms = {a, a.multiply(a), b, b.multiply(b), a.multiply(b)};
            for (int i = 0; unit.counts(k) && i < sums.length; i++) {
                sums[i] = sums[i].add(terms[i]);
            }
            n += unit.counts(k) ? 1 : 0;
            open += timed ? unit.open(k) : 0;
            start = timed ? start.add(BigInteger.valueOf(unit.startOffset(k))) : start;
        }
        return new KpiSums(n, sums[0], sums[1], sums[2], sums[3], sums[4], open, start);
    }
}
