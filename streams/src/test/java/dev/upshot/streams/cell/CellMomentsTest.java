package dev.upshot.streams.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.streams.attribution.AgeBins;
import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.attribution.Half;
import dev.upshot.streams.attribution.SomeUnits;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Cells against plain integers without bounds. */
class CellMomentsTest {

    private static final String CASES =
            "  - {name: speed, type: duration, to: {outcome: closed}, horizon: P7D, better: lower}\n"
                    + "  - {name: cost_per_recovery, type: ratio, numerator: cost, denominator: recovered, better: lower, covariate: age}\n"
                    + "  - {name: net, type: net, currency: EUR, parts: {recovered: 1, cost: -0.5}, better: higher}\n";

    static final Plan OF_DECISIONS = plan("unit: decision", "randomized", CASES);
    static final Plan OF_SUBJECTS = plan("unit: subject", "randomized", CASES);
    static final Plan WEIGHTED = plan("unit: decision", "logged_propensity", "");
    static final List<Plan> PLANS = List.of(OF_DECISIONS, OF_SUBJECTS, WEIGHTED);

    private static Plan plan(String unit, String design, String more) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: %s}
                lateness: P2D
                kpis:
                  - {name: recovered, type: amount, outcome: recovery, scale: 2, cap: 1000, window: P14D, better: higher,
                     covariate: {name: prior_amount, scale: 2}}
                  - {name: cost, type: value, of: cost, currency: EUR, cap: 1000, window: P14D, better: lower}
                %s%s
                """.formatted(design, more, unit), "plan.yaml");
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void sums_of_any_units_in_any_order_are_exact(Plan plan) {
        SplittableRandom random = new SplittableRandom(11);
        CellMoments cells = CellMoments.of(plan);
        Half half = new Half();
        List<CreditedUnit> there = new ArrayList<>();
        byte[] moments = cells.zeroWithHalf();
        for (int i = 0; i < 20_000; i++) {
            if (there.isEmpty() || random.nextInt(3) > 0) {
                CreditedUnit come = SomeUnits.random(random, plan);
                there.add(come);
                cells.add(moments, come);
            } else {
                cells.subtract(moments, there.remove(random.nextInt(there.size())));
            }
        }
        List<CreditedUnit> odd = there.stream().filter(half::isOdd).toList();
        assertThat(odd).hasSizeBetween(there.size() * 4 / 10, there.size() * 6 / 10);
        assertThat(cells.head(moments)).isEqualTo(head(there));
        for (int k = 0; k < plan.kpis().size(); k++) {
            assertThat(cells.sums(moments, k)).isEqualTo(sums(plan, there, k));
            assertThat(cells.oddHalf(moments, k)).isEqualTo(sums(plan, odd, k));
        }
        there.forEach(gone -> cells.subtract(moments, gone));
        assertThat(moments).isEqualTo(cells.zeroWithHalf());
    }

    @Test
    void the_baseline_alone_has_halves_and_what_a_plan_does_not_name_takes_no_place() {
        CellMoments plain = CellMoments.of(PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                kpis:
                  - {name: yes, type: binary, outcome: paid, window: P1D, better: higher}
                """, "plan.yaml"));
        assertThat(plain.zero()).hasSize(40 + 40);
        assertThat(plain.zero(0)).isEqualTo(plain.zeroWithHalf()).hasSize(40 + 2 * 40);
        assertThat(plain.zero(1)).isEqualTo(plain.zero());
        assertThat(plain.hasHalf(plain.zero(0))).isTrue();
        assertThat(plain.hasHalf(plain.zero(1))).isFalse();
        assertThatThrownBy(() -> plain.merge(plain.zero(0), plain.zero(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halves");
    }

    @Test
    void pairs_are_kept_for_ratios_and_for_subjects() {
        CellMoments ofDecisions = CellMoments.of(OF_DECISIONS);
        CellMoments ofSubjects = CellMoments.of(OF_SUBJECTS);
        assertThat(List.of(0, 1, 2, 3)).extracting(ofDecisions::isPaired).containsExactly(false, false, false, true);
        assertThat(List.of(0, 1, 2, 3)).extracting(ofSubjects::isPaired).containsOnly(true);
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void what_was_added_can_be_taken_away_again_to_the_last_bit(Plan plan) {
        SplittableRandom random = new SplittableRandom(12);
        CellMoments cells = CellMoments.of(plan);
        for (int i = 0; i < 2_000; i++) {
            byte[] zero = cells.zero(i % 2);
            byte[] a = some(cells, plan, zero, random);
            byte[] b = some(cells, plan, zero, random);
            byte[] sum = a.clone();
            cells.merge(sum, b);
            assertThat(cells.difference(sum, b)).isEqualTo(a);
            assertThat(cells.difference(a, a)).isEqualTo(zero);
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void what_is_read_can_be_written_again(Plan plan) {
        SplittableRandom random = new SplittableRandom(13);
        CellMoments cells = CellMoments.of(plan);
        byte[] moments = some(cells, plan, cells.zeroWithHalf(), random);
        byte[] copy = cells.zeroWithHalf();
        cells.setHead(copy, cells.head(moments));
        for (int k = 0; k < plan.kpis().size(); k++) {
            cells.setSums(copy, k, cells.sums(moments, k));
            cells.setOddHalf(copy, k, cells.oddHalf(moments, k));
        }
        assertThat(copy).isEqualTo(moments);
    }

    @Test
    void a_cell_is_empty_when_nothing_counts_and_nothing_is_open() {
        CellMoments cells = CellMoments.of(OF_DECISIONS);
        KpiSums none = cells.sums(cells.zero(), 2);
        byte[] open = cells.zero();
        cells.setSums(
                open,
                2,
                new KpiSums(
                        0,
                        none.sumA(),
                        none.sumSquaresA(),
                        none.sumB(),
                        none.sumSquaresB(),
                        none.sumProducts(),
                        1,
                        BigInteger.TEN,
                        null,
                        none.ages(),
                        null));
        byte[] overlooked = cells.zero();
        cells.setHead(overlooked, new CellHead(1, 0, 0, 0, 0));
        assertThat(cells.isEmpty(cells.zero())).isTrue();
        assertThat(cells.isEmpty(open)).isFalse();
        assertThat(cells.isEmpty(overlooked)).isFalse();
    }

    @Test
    void moments_of_another_plan_are_refused() {
        CellMoments decisions = CellMoments.of(OF_DECISIONS);
        CellMoments subjects = CellMoments.of(OF_SUBJECTS);
        assertThatThrownBy(() -> decisions.merge(decisions.zero(), subjects.zero()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another plan");
    }

    private static byte[] some(CellMoments cells, Plan plan, byte[] zero, SplittableRandom random) {
        byte[] moments = zero.clone();
        for (int i = 0; i < 5; i++) {
            cells.add(moments, SomeUnits.random(random, plan));
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

    private static KpiSums sums(Plan plan, List<CreditedUnit> units, int k) {
        Kpi kpi = plan.kpis().get(k);
        boolean paired = plan.isPaired(kpi);
        boolean timed = kpi instanceof DurationKpi;
        int covariate = plan.covariatePlace(kpi);
        int weight = plan.weightPlace();
        List<CreditedUnit> counting =
                units.stream().filter(unit -> unit.counts(k)).toList();
        ToLongFunction<CreditedUnit> one = unit -> 1;
        ToLongFunction<CreditedUnit> a = unit -> unit.a(k);
        ToLongFunction<CreditedUnit> b = unit -> paired ? unit.b(k) : 0;
        ToLongFunction<CreditedUnit> w = unit -> unit.quantity(weight);
        ToLongFunction<CreditedUnit> wa = unit -> unit.quantity(weight) * unit.a(k);
        ToLongFunction<CreditedUnit> x = unit -> unit.quantity(covariate);
        List<CreditedUnit> given = covariate < 0
                ? List.of()
                : counting.stream()
                        .filter(unit -> unit.quantity(covariate) != Decision.NOT_GIVEN)
                        .toList();
        return new KpiSums(
                counting.size(),
                sum(counting, a, one),
                sum(counting, a, a),
                sum(counting, b, one),
                sum(counting, b, b),
                sum(counting, a, b),
                timed ? units.stream().mapToLong(unit -> unit.open(k)).sum() : 0,
                timed ? sum(units, unit -> unit.startOffset(k), one) : BigInteger.ZERO,
                covariate < 0
                        ? null
                        : new KpiSums.Covariate(
                                given.size(), sum(given, x, one), sum(given, x, x), sum(given, a, x), sum(given, b, x)),
                timed ? new KpiSums.Ages(ages(units, k, 0), ages(units, k, AgeBins.COUNT)) : null,
                weight < 0
                        ? null
                        : new KpiSums.Weighted(
                                sum(counting, w, one),
                                sum(counting, w, w),
                                sum(counting, wa, one),
                                sum(counting, wa, wa),
                                sum(counting, w, wa)));
    }

    private static BigInteger sum(
            List<CreditedUnit> units, ToLongFunction<CreditedUnit> one, ToLongFunction<CreditedUnit> other) {
        return units.stream()
                .map(unit ->
                        BigInteger.valueOf(one.applyAsLong(unit)).multiply(BigInteger.valueOf(other.applyAsLong(unit))))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Long> ages(List<CreditedUnit> units, int k, int from) {
        return IntStream.range(from, from + AgeBins.COUNT)
                .mapToObj(bin -> units.stream()
                        .flatMapToInt(unit -> Arrays.stream(unit.ages(k)))
                        .filter(age -> age == bin)
                        .count())
                .toList();
    }
}
