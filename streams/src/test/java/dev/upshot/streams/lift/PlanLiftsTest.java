package dev.upshot.streams.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.Lift;
import dev.upshot.event.TrustCheck;
import dev.upshot.streams.cell.CellHead;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PlanLiftsTest {

    private static final int DAY = (int) LocalDate.parse("2026-01-05").toEpochDay();
    private static final long MILLIS_OF_DAY = 86_400_000;

    private static Plan plan(String inference, String more) {
        return plan(inference, more, ", allocation: {human: 0.5, model: 0.5}");
    }

    private static Plan plan(String inference, String more, String allocation) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized%s}
                segments: [region]
                lateness: P1D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P2D, better: higher%s}
                  - {name: reached, type: binary, outcome: reached, window: P5D, better: higher}
                inference: %s
                """.formatted(allocation, more, inference), "plan.yaml");
    }

    private static Plan plan() {
        return plan("{alpha: 0.05, planned_units: 2000}", "");
    }

    /** One day's units of an arm, the same successes in every KPI; half of everything is in the odd half. */
    private static byte[] cell(Plan plan, int arm, long units, long successes) {
        CellMoments layout = CellMoments.of(plan);
        byte[] cell = layout.zero(arm);
        layout.setHead(cell, new CellHead(units, 0, 0, units, 0));
        for (int kpi = 0; kpi < plan.kpis().size(); kpi++) {
            layout.setSums(cell, kpi, sums(units, successes));
            if (arm == 0) {
                layout.setOddHalf(cell, kpi, sums(units / 2, successes / 2));
            }
        }
        return cell;
    }

    private static KpiSums sums(long n, long sum) {
        BigInteger total = BigInteger.valueOf(sum);
        BigInteger zero = BigInteger.ZERO;
        return new KpiSums(n, total, total, zero, zero, zero, 0, zero, null, null, null);
    }

    private static PlanLifts lifts(Plan plan) {
        return new PlanLifts("g", 0, plan);
    }

    private static void add(PlanLifts lifts, Plan plan, int day, String region, long units, long a, long b) {
        lifts.add(0, DAY + day, List.of(region), cell(plan, 0, units, a));
        lifts.add(1, DAY + day, List.of(region), cell(plan, 1, units, b));
    }

    /** End of a day, its window and the lateness of one day. */
    private static long finalAt(int day, int window) {
        return (DAY + day + 1L + window + 1) * MILLIS_OF_DAY;
    }

    private static List<Lift> readings(PlanLifts lifts, long clock) {
        List<Lift> readings = new ArrayList<>();
        lifts.advance(clock, only(Lift.class, readings));
        return readings;
    }

    private static List<Lift> overallQuality(List<Lift> readings) {
        return readings.stream()
                .filter(r -> !r.getIsExploratory() && r.getKpi().equals("quality"))
                .toList();
    }

    private static <T> Consumer<SpecificRecord> only(Class<T> type, List<T> kept) {
        return row -> {
            if (type.isInstance(row)) {
                kept.add(type.cast(row));
            }
        };
    }

    private static Map<String, Lift> live(PlanLifts lifts) {
        Map<String, Lift> rows = new TreeMap<>();
        lifts.drainChanged((slot, kpi, arm, row) -> {
            if (row != null) {
                rows.put(kpi + slot.value(), row);
            }
        });
        return rows;
    }

    @Test
    void a_day_is_read_once_when_its_window_and_the_lateness_have_passed_in_all_partitions() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 700);
        assertThat(readings(lifts, finalAt(0, 2) - 1)).isEmpty();
        assertThat(readings(lifts, finalAt(0, 2)))
                .extracting(r -> r.getKpi() + r.getSegmentValue())
                .containsExactly("quality", "qualitynorth");
        assertThat(readings(lifts, finalAt(0, 2) + 1)).isEmpty();
        assertThat(readings(lifts, Long.MAX_VALUE)).extracting(Lift::getKpi).containsOnly("reached");
    }

    @Test
    void a_reading_holds_all_days_up_to_its_own_and_says_so() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 700);
        add(lifts, plan, 1, "north", 1000, 500, 700);
        List<Lift> readings = readings(lifts, finalAt(1, 2));
        Lift second = readings.get(2);
        assertThat(second.getNBaseline()).isEqualTo(2000);
        assertThat(second.getCohortDay()).isEqualTo(LocalDate.ofEpochDay(DAY + 1));
        assertThat(second.getFinalAt().toEpochMilli()).isEqualTo(finalAt(1, 2));
        assertThat(second.getVerdict()).isEqualTo("improved");
        assertThat(second.getGround()).isEqualTo("interval_above_zero");
        assertThat(second.getGrade()).isEqualTo("A");
        assertThat(second.getMatureShare()).isEqualTo(1.0);
        assertThat(second.getClock()).isEqualTo("confidence_sequence(alpha=0.05,sides=two,planned_units=2000)");
        assertThat(second.getUnitsNeeded()).isZero();
        assertThat(second.getChanceToBeatBaseline()).isGreaterThan(0.99);
        assertThat(second.getEventCountCandidate()).isEqualTo(600);
    }

    @Test
    void readings_do_not_depend_on_how_cells_are_cut_or_on_the_steps_of_the_clock_or_on_a_restart() {
        Plan plan = plan("{alpha: 0.05, method: group_sequential, planned_units: 9000}", ", minimum_effect: 0.01");
        Random random = new Random(5);
        List<Object[]> days = new ArrayList<>();
        for (int day = 0; day < 12; day++) {
            if (day != 4) {
                days.add(new Object[] {day, day % 3 == 0 ? "north" : "south", 500L, 200L + random.nextInt(60), 240L});
            }
        }
        PlanLifts atOnce = lifts(plan);
        for (Object[] d : days) {
            add(atOnce, plan, (int) d[0], (String) d[1], (long) d[2], (long) d[3], (long) d[4]);
        }
        List<SpecificRecord> expected = new ArrayList<>();
        atOnce.advance(finalAt(20, 5), expected::add);
        assertThat(expected).hasSizeGreaterThan(50);

        List<SpecificRecord> told = new ArrayList<>();
        PlanLifts daily = lifts(plan);
        int next = 0;
        for (int day = 0; day <= 26; day++) {
            while (next < days.size() && (int) days.get(next)[0] <= day) {
                Object[] d = days.get(next++);
                for (int part = 0; part < 2; part++) {
                    long units = part == 0 ? 1 : (long) d[2] - 1;
                    long a = part == 0 ? 1 : (long) d[3] - 1;
                    long b = part == 0 ? 0 : (long) d[4];
                    add(daily, plan, (int) d[0], (String) d[1], units, a, b);
                }
            }
            daily.advance(finalAt(day - 3, 2), told::add);
            if (day == 13) {
                // A restart: the cells again, the closes up to the clock without telling them.
                daily = lifts(plan);
                for (Object[] d : days) {
                    add(daily, plan, (int) d[0], (String) d[1], (long) d[2], (long) d[3], (long) d[4]);
                }
                daily.advance(finalAt(day - 3, 2), silent -> {});
            }
        }
        assertThat(told.stream().filter(Lift.class::isInstance).toList())
                .isEqualTo(expected.stream().filter(Lift.class::isInstance).toList());
    }

    @Test
    void the_live_row_shows_everything_and_claims_only_what_is_mature() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 500);
        readings(lifts, finalAt(0, 2));
        // The model answers sooner: its successes are there, the human's are not yet.
        add(lifts, plan, 1, "north", 1000, 0, 600);
        Lift live = live(lifts).get("quality");
        assertThat(live.getRelative().getLower()).isPositive();
        assertThat(live.getVerdict()).isEqualTo("not_yet");
        assertThat(live.getGround()).isEqualTo("interval_includes_zero");
        assertThat(live.getMatureShare()).isEqualTo(0.5);
        assertThat(live(lifts)).isEmpty();
    }

    @Test
    void before_anything_is_mature_there_is_no_verdict() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 100, 900);
        Lift live = live(lifts).get("quality");
        assertThat(live.getGround()).isEqualTo("nothing_mature");
        assertThat(live.getMatureShare()).isZero();
        assertThat(live.getPValue()).isNull();
    }

    @Test
    void only_what_changed_is_computed() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        for (int region = 0; region < 50; region++) {
            add(lifts, plan, 0, "r" + region, 100, 50, 50);
        }
        live(lifts);
        long before = lifts.computed();
        add(lifts, plan, 0, "r7", 1, 1, 0);
        assertThat(live(lifts).keySet()).containsExactlyInAnyOrder("quality", "reached", "qualityr7", "reachedr7");
        assertThat(lifts.computed() - before).isEqualTo(4);
    }

    @Test
    void segments_share_the_error_rate_and_are_exploratory() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 700);
        add(lifts, plan, 0, "south", 1000, 500, 520);
        List<Lift> readings = readings(lifts, finalAt(0, 2));
        assertThat(readings).extracting(Lift::getAlpha).containsExactly(0.05, 0.025, 0.025);
        assertThat(readings).extracting(Lift::getIsExploratory).containsExactly(false, true, true);
        assertThat(readings.get(1).getAdjustedPValue())
                .isEqualTo(Math.min(1, 2 * readings.get(1).getPValue()));
    }

    @Test
    void several_KPIs_are_adjusted_for_any_false_claim_and_for_their_share() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 550);
        List<Lift> readings = readings(lifts, finalAt(0, 5));
        Lift reached = readings.get(2);
        assertThat(reached.getKpi()).isEqualTo("reached");
        assertThat(reached.getAdjustedPValue()).isEqualTo(Math.min(1, 2 * reached.getPValue()));
        assertThat(reached.getFdrAdjustedPValue()).isBetween(reached.getPValue(), reached.getAdjustedPValue());
    }

    @Test
    void too_few_events_in_an_arm_withhold_the_claim_and_units_needed_says_how_long() {
        Plan plan = plan("{minimum_events: 200}", "");
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 10_000, 10, 100);
        Lift reading = readings(lifts, finalAt(0, 2)).get(0);
        assertThat(reading.getGround()).isEqualTo("too_few_events");
        assertThat(reading.getVerdict()).isEqualTo("not_yet");
        assertThat(reading.getUnitsNeeded()).isEqualTo(19 * 20_000L);
        assertThat(reading.getDaysNeeded()).isEqualTo(19.0);
    }

    @Test
    void shares_that_are_not_those_of_the_plan_refuse_every_claim() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        lifts.add(0, DAY, List.of("north"), cell(plan, 0, 10_000, 5000));
        lifts.add(1, DAY, List.of("north"), cell(plan, 1, 8_000, 6000));
        List<SpecificRecord> rows = new ArrayList<>();
        lifts.advance(finalAt(0, 2), rows::add);
        Lift reading =
                (Lift) rows.stream().filter(Lift.class::isInstance).findFirst().orElseThrow();
        assertThat(reading.getVerdict()).isEqualTo("refused");
        assertThat(reading.getGround()).isEqualTo("maturity_check_failed");
        assertThat(reading.getGrade()).isEqualTo("D");
        assertThat(checks(rows))
                .containsExactly("maturity failed", "join not_applicable", "covariate_balance not_applicable");
        rows.clear();
        lifts.advance(finalAt(0, 5), rows::add);
        assertThat(checks(rows))
                .containsExactly(
                        "allocation failed",
                        "subjects_in_several_arms not_applicable",
                        "delay not_applicable",
                        "maturity failed",
                        "join not_applicable",
                        "covariate_balance not_applicable");
    }

    @Test
    void a_check_that_fails_after_the_last_look_withholds_what_it_claimed() {
        Plan plan = plan("{method: fixed, planned_units: 2000}", "");
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 700);
        readings(lifts, finalAt(0, 2));
        assertThat(live(lifts).get("quality").getVerdict()).isEqualTo("improved");
        lifts.add(0, DAY + 1, List.of("north"), cell(plan, 0, 10_000, 5000));
        lifts.add(1, DAY + 1, List.of("north"), cell(plan, 1, 8_000, 6000));
        readings(lifts, finalAt(1, 2));
        Lift row = live(lifts).get("quality");
        assertThat(row.getVerdict()).isEqualTo("refused");
        assertThat(row.getGround()).isEqualTo("maturity_check_failed");
        assertThat(row.getGrade()).isEqualTo("D");
    }

    @Test
    void chance_whose_shares_the_plan_does_not_tell_is_grade_B() {
        Plan untold = plan("{planned_units: 2000}", "", "");
        PlanLifts lifts = lifts(untold);
        add(lifts, untold, 0, "north", 1000, 500, 700);
        Lift reading = readings(lifts, finalAt(0, 2)).get(0);
        assertThat(reading.getVerdict()).isEqualTo("improved");
        assertThat(reading.getGrade()).isEqualTo("B");
    }

    private static List<String> checks(List<SpecificRecord> rows) {
        return rows.stream()
                .filter(TrustCheck.class::isInstance)
                .map(TrustCheck.class::cast)
                .map(c -> c.getCheckName() + " " + c.getState())
                .toList();
    }

    @Test
    void what_may_yet_change_at_a_close_has_no_part_in_it() {
        Plan plan = plan();
        CellMoments layout = CellMoments.of(plan);
        byte[] replaced = layout.zero(1);
        layout.setHead(replaced, new CellHead(-300, 0, 0, -300, 0));
        layout.setSums(replaced, 1, sums(-300, -100));
        byte[] onlyLater = layout.zero(1);
        layout.setHead(onlyLater, new CellHead(10, 0, 0, 10, 0));
        layout.setSums(onlyLater, 1, sums(10, 5));

        PlanLifts daily = lifts(plan);
        List<SpecificRecord> dayByDay = new ArrayList<>();
        add(daily, plan, 0, "north", 2000, 1000, 1100);
        daily.add(1, DAY, List.of("south"), onlyLater);
        daily.advance(finalAt(0, 2), dayByDay::add);
        daily.add(1, DAY, List.of("north"), replaced);
        daily.add(1, DAY, List.of("south"), layout.difference(layout.zero(1), onlyLater));
        daily.advance(finalAt(0, 5), dayByDay::add);

        PlanLifts replayed = lifts(plan);
        List<SpecificRecord> atOnce = new ArrayList<>();
        add(replayed, plan, 0, "north", 2000, 1000, 1100);
        replayed.add(1, DAY, List.of("north"), replaced);
        replayed.advance(finalAt(0, 5), atOnce::add);

        assertThat(dayByDay).isEqualTo(atOnce);
    }

    @Test
    void cases_of_subjects_have_no_interval() {
        Plan plan = PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                unit: subject
                lateness: P1D
                kpis:
                  - {name: time, type: duration, from: decided_at, to: {outcome: closed}, horizon: P2D, better: lower}
                """, "plan.yaml");
        CellMoments layout = CellMoments.of(plan);
        PlanLifts lifts = lifts(plan);
        for (int arm = 0; arm < 2; arm++) {
            byte[] open = layout.zero(arm);
            layout.setHead(open, new CellHead(9, 0, 0, 3, 0));
            layout.setSums(open, 0, openCases(9, layout.sums(open, 0)));
            lifts.add(arm, DAY, List.of(), open);
        }
        Lift reading = readings(lifts, finalAt(0, 2)).get(0);
        assertThat(reading.getReason()).isEqualTo("clustered_cases");
        assertThat(reading.getVerdict()).isEqualTo("not_yet");
        assertThat(reading.getAbsolute()).isNull();
    }

    @Test
    void arms_whose_cases_end_at_another_pace_are_noted_and_nothing_is_withheld() {
        Plan plan = PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized, allocation: {human: 0.5, model: 0.5}}
                lateness: P1D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P2D, better: higher}
                  - {name: time, type: duration, from: decided_at, to: {outcome: closed}, horizon: P2D, better: lower}
                """, "plan.yaml");
        CellMoments layout = CellMoments.of(plan);
        PlanLifts lifts = lifts(plan);
        for (int arm = 0; arm < 2; arm++) {
            byte[] cell = layout.zero(arm);
            layout.setHead(cell, new CellHead(1000, 0, 0, 1000, 0));
            layout.setSums(cell, 0, sums(1000, 600 + 150 * arm));
            layout.setSums(cell, 1, endedIn(40 - 20 * arm, layout.sums(cell, 1)));
            lifts.add(arm, DAY, List.of(), cell);
        }
        List<SpecificRecord> rows = new ArrayList<>();
        lifts.advance(finalAt(0, 2), rows::add);
        TrustCheck delay = rows.stream()
                .filter(TrustCheck.class::isInstance)
                .map(TrustCheck.class::cast)
                .filter(check -> check.getCheckName().equals("delay"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(delay.getArm(), delay.getKpi(), delay.getState())).containsExactly("model", "time", "noted");
        assertThat(delay.getDeviation()).isEqualTo(1.0);
        assertThat(delay.getUnits()).isEqualTo(2000);
        assertThat(rows.stream().filter(Lift.class::isInstance).map(Lift.class::cast))
                .filteredOn(row -> row.getKpi().equals("quality"))
                .allSatisfy(row -> {
                    assertThat(row.getVerdict()).isEqualTo("improved");
                    assertThat(row.getGrade()).isEqualTo("A");
                });
    }

    /** A thousand cases, all in this age bin, each of a second in this bin's number. */
    private static KpiSums endedIn(int bin, KpiSums of) {
        List<Long> ended = new ArrayList<>(of.ages().ended());
        ended.set(bin, 1000L);
        BigInteger sum = BigInteger.valueOf(1000L * 1000 * bin);
        BigInteger zero = BigInteger.ZERO;
        KpiSums.Ages ages = new KpiSums.Ages(ended, of.ages().open());
        return new KpiSums(
                1000, sum, sum.multiply(BigInteger.valueOf(1000L * bin)), zero, zero, zero, 0, zero, null, ages, null);
    }

    private static KpiSums openCases(long cases, KpiSums of) {
        BigInteger zero = BigInteger.ZERO;
        return new KpiSums(0, zero, zero, zero, zero, zero, cases, zero, null, of.ages(), null);
    }

    @Test
    void a_fixed_sample_has_one_look_and_none_after_it() {
        Plan plan = plan("{method: fixed, planned_units: 3000}", "");
        PlanLifts lifts = lifts(plan);
        for (int day = 0; day < 4; day++) {
            add(lifts, plan, day, "north", 1000, 500, 700);
        }
        List<Lift> overall = overallQuality(readings(lifts, finalAt(3, 2)));
        assertThat(overall).extracting(Lift::getGround).containsExactly("before_planned_look", "interval_above_zero");
        assertThat(overall.get(0).getUnitsNeeded()).isEqualTo(1000);
        assertThat(live(lifts).get("quality").getVerdict()).isEqualTo("improved");
    }

    @Test
    void alpha_spending_ends_at_the_horizon() {
        Plan plan = plan("{method: group_sequential, planned_units: 1000000, horizon: P3D, spending: power}", "");
        PlanLifts lifts = lifts(plan);
        for (int day = 0; day < 5; day++) {
            add(lifts, plan, day, "north", 1000, 500, 520);
        }
        List<Lift> overall = overallQuality(readings(lifts, finalAt(4, 2)));
        assertThat(overall).hasSize(3);
        assertThat(overall.get(2).getMultiplier()).isLessThan(overall.get(1).getMultiplier());
        assertThat(overall.get(2).getClock()).startsWith("group_sequential(");
    }

    @Test
    void the_last_look_comes_at_the_horizon_without_a_decision_on_its_day() {
        for (String method : List.of("fixed", "group_sequential")) {
            Plan plan = plan("{method: %s, planned_units: 1000000, horizon: P5D}".formatted(method), "");
            PlanLifts lifts = lifts(plan);
            for (int day = 0; day < 2; day++) {
                add(lifts, plan, day, "north", 1000, 500, 700);
            }
            assertThat(overallQuality(readings(lifts, finalAt(4, 2) - 1)))
                    .extracting(Lift::getVerdict)
                    .containsOnly("not_yet");
            List<Lift> last = overallQuality(readings(lifts, finalAt(4, 2)));
            assertThat(last).extracting(Lift::getCohortDay).containsExactly(LocalDate.ofEpochDay(DAY + 4));
            assertThat(last.get(0).getNBaseline()).isEqualTo(2000);
            assertThat(last.get(0).getVerdict()).isEqualTo("improved");
            assertThat(overallQuality(readings(lifts, Long.MAX_VALUE))).isEmpty();
        }
    }

    @Test
    void the_meter_reads_the_baseline_against_itself_at_every_close() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 1000, 500, 700);
        add(lifts, plan, 1, "north", 1000, 500, 700);
        List<FalsePositiveMeter> meters = new ArrayList<>();
        lifts.advance(finalAt(1, 2), only(FalsePositiveMeter.class, meters));
        FalsePositiveMeter last = meters.get(meters.size() - 1);
        assertThat(last.getReadings()).isEqualTo(2);
        assertThat(last.getClaims()).isZero();
        assertThat(last.getNEven()).isEqualTo(1000);
        assertThat(last.getRelativeLower()).isNegative();
    }

    @Test
    void a_guardrail_is_held_when_a_loss_beyond_the_margin_is_excluded() {
        Plan plan = plan("{planned_units: 20000}", ", guardrail: {margin: 0.2}, minimum_effect: 0.2");
        PlanLifts lifts = lifts(plan);
        add(lifts, plan, 0, "north", 10_000, 5000, 5010);
        Lift reading = readings(lifts, finalAt(0, 2)).get(0);
        assertThat(reading.getGuardrailState()).isEqualTo("held");
        assertThat(reading.getVerdict()).isEqualTo("no_difference");
        assertThat(reading.getMinimumEffect()).isEqualTo(0.2);
    }

    @Test
    void whatever_comes_no_number_is_none() {
        long[][] inputs = {
            {0, 0, 0},
            {1, 0, 0},
            {1, 1, 1},
            {2, 0, 0},
            {2, 2, 2},
            {2, 1, 1},
            {500, 0, 250},
            {500, 500, 250},
            {1_000_000_000, 1, 999_999_999}
        };
        for (String method : List.of("confidence_sequence", "fixed", "group_sequential")) {
            for (long[] input : inputs) {
                Plan plan = plan("{method: " + method + ", planned_units: 100}", ", guardrail: {margin: 0.01}");
                PlanLifts lifts = lifts(plan);
                add(lifts, plan, 0, "north", input[0], input[1], input[2]);
                List<SpecificRecord> rows = new ArrayList<>();
                lifts.advance(Long.MAX_VALUE - 1, rows::add);
                rows.addAll(live(lifts).values());
                rows.forEach(PlanLiftsTest::hasOnlyNumbers);
            }
        }
    }

    private static void hasOnlyNumbers(SpecificRecord row) {
        for (Schema.Field field : row.getSchema().getFields()) {
            if (row.get(field.pos()) instanceof Double number) {
                assertThat(number).as(field.name()).isFinite();
            }
            if (row.get(field.pos()) instanceof SpecificRecord nested) {
                hasOnlyNumbers(nested);
            }
        }
    }

    @Test
    void a_day_taken_back_whole_is_no_day() {
        Plan plan = plan();
        PlanLifts lifts = lifts(plan);
        CellMoments layout = CellMoments.of(plan);
        lifts.add(0, DAY, List.of("north"), cell(plan, 0, 3, 1));
        lifts.add(0, DAY, List.of("north"), layout.difference(layout.zero(0), cell(plan, 0, 3, 1)));
        assertThat(readings(lifts, finalAt(9, 9))).isEmpty();
        List<String> gone = new ArrayList<>();
        lifts.drainChanged((slot, kpi, arm, row) -> {
            if (row == null) {
                gone.add(kpi + slot.value());
            }
        });
        assertThat(gone).hasSize(4);
    }

    @Test
    void amounts_without_a_cap_are_refused() {
        Plan plan = PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                lateness: P1D
                kpis:
                  - {name: recovered, type: amount, outcome: recovery, currency: EUR, window: P2D, better: higher}
                """, "plan.yaml");
        PlanLifts lifts = lifts(plan);
        for (int arm = 0; arm < 2; arm++) {
            lifts.add(arm, DAY, List.of(), cell(plan, arm, 1000, 500L + 100 * arm));
        }
        Lift reading = readings(lifts, finalAt(0, 2)).get(0);
        assertThat(reading.getVerdict()).isEqualTo("refused");
        assertThat(reading.getGround()).isEqualTo("uncapped_values");
        assertThat(reading.getGrade()).isEqualTo("D");
    }
}
