package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyCodec;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Promises 1 and 2 as properties of random histories, with every join, credit model, unit and type of KPI at once. */
class AttributionPropertyTest {

    private static final List<Plan> PLANS = Histories.PLANS;

    /** In all more than ten thousand, each property under each plan; figures are chosen by what a history costs. */
    private static final int CHEAP = 1_000;

    private static final int COSTLY = 500;
    private static final JourneyCodec CODEC = new JourneyCodec(
            Histories.BY_DECISION.arms(),
            Histories.BY_DECISION.kpis().stream()
                    .flatMap(kpi -> kpi.outcomes().stream())
                    .distinct()
                    .sorted()
                    .toList(),
            1,
            4,
            false);

    @Test
    void any_order_and_any_repetition_gives_the_same_journey_the_same_bytes_and_the_same_credit() {
        Attribution attribution = Attribution.of(Histories.BY_SUBJECT);
        Histories.forEach(CHEAP, (history, random) -> {
            Journey once = Histories.journey(history);
            List<JourneyEvent> again = new ArrayList<>(history);
            again.addAll(history);
            Histories.shuffle(again, random);
            Journey shuffled = Histories.journey(again);
            assertThat(shuffled).isEqualTo(once);
            assertThat(shuffled.isCorrected()).isEqualTo(once.isCorrected());
            byte[] bytes = CODEC.encode(once);
            assertThat(CODEC.encode(shuffled)).isEqualTo(bytes);
            assertThat(CODEC.decode(bytes)).isEqualTo(once);
            assertThat(attribution.credit(CODEC.decode(bytes))).isEqualTo(attribution.credit(shuffled));
        });
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void credit_is_what_the_definitions_say(Plan plan) {
        Attribution attribution = Attribution.of(plan);
        Histories.forEach(
                COSTLY,
                (history, random) -> assertThat(Totals.of(plan, attribution.credit(Histories.journey(history))))
                        .isEqualTo(NaiveOracle.totals(plan, history)));
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void differences_summed_over_arrival_equal_the_credit_of_the_whole_and_a_removed_event_was_never_sent(Plan plan) {
        Attribution attribution = Attribution.of(plan);
        Histories.forEach(COSTLY, (history, random) -> {
            Totals running = new Totals(plan);
            Journey journey = Journey.EMPTY;
            for (JourneyEvent event : history) {
                Journey next = journey.with(event);
                Change change = attribution.change(journey, next, event);
                running.add(change.after(), 1);
                running.add(change.before(), -1);
                journey = next;
            }
            assertThat(running.sums()).isEqualTo(Totals.of(plan, attribution.credit(journey)));
            JourneyEvent removed = history.get(random.nextInt(history.size()));
            List<JourneyEvent> rest = new ArrayList<>(history);
            rest.removeAll(List.of(removed));
            running.add(attribution.credit(journey), -1);
            running.add(attribution.credit(Histories.journey(rest)), 1);
            assertThat(running.sums()).isEqualTo(Totals.of(plan, attribution.credit(Histories.journey(rest))));
        });
    }

    @Test
    void where_nothing_is_corrected_the_shares_of_all_decisions_sum_to_the_outcomes_values() {
        Plan plan = Histories.BY_DECISION;
        Attribution attribution = Attribution.of(plan);
        List<Integer> shared = IntStream.range(0, plan.kpis().size())
                .filter(k -> plan.kpis().get(k) instanceof AmountKpi amount
                        && amount.join() instanceof JoinRule.Subject
                        && amount.cap() == null)
                .boxed()
                .toList();
        assertThat(shared).hasSizeGreaterThan(3);
        Histories.forEach(CHEAP, (history, random) -> {
            Journey journey = Histories.journey(history);
            if (journey.isCorrected()) {
                return;
            }
            Credit credit = attribution.credit(journey);
            for (int k : shared) {
                Kpi kpi = plan.kpis().get(k);
                long expected = journey.outcomes().stream()
                        .filter(o -> o.name().equals(kpi.outcome()))
                        .filter(o -> journey.decisions().stream()
                                .anyMatch(d -> d.decidedAt() <= o.occurredAt()
                                        && o.occurredAt()
                                                < d.decidedAt() + kpi.window().toMillis()))
                        .mapToLong(o -> FixedPoint.of(o.value(), kpi.scale()))
                        .sum();
                assertThat(credit.units().stream().mapToLong(unit -> unit.a(k)).sum())
                        .as(kpi.name())
                        .isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void nothing_that_happens_after_a_window_changes_a_unit(Plan plan) {
        Attribution attribution = Attribution.of(plan);
        Histories.forEach(CHEAP, (history, random) -> {
            long cut = history.get(random.nextInt(history.size())).at() + random.nextLong(2);
            Map<String, CreditedUnit> whole = units(attribution, history);
            Map<String, CreditedUnit> before = units(
                    attribution,
                    history.stream().filter(fact -> fact.at() < cut).toList());
            Map<String, CreditedUnit> all = new TreeMap<>(whole);
            all.putAll(before);
            all.forEach((key, unit) -> {
                for (int k = 0; k < plan.kpis().size(); k++) {
                    if (unit.start() + plan.kpis().get(k).window().toMillis() <= cut) {
                        assertThat(inKpi(before.get(key), k))
                                .as(plan.kpis().get(k).name())
                                .isEqualTo(inKpi(whole.get(key), k));
                    }
                }
                if (unit.start() + plan.horizon().toMillis() <= cut) {
                    assertThat(head(before.get(key))).isEqualTo(head(whole.get(key)));
                }
            });
        });
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void what_leaves_the_state_as_early_as_it_may_is_not_missed(Plan plan) {
        Attribution attribution = Attribution.of(plan);
        Expiry expiry = Expiry.of(plan);
        long lateness = plan.lateness().toMillis();
        Histories.forEach(CHEAP, (history, random) -> {
            record Arrival(long observed, JourneyEvent event) {}
            List<Arrival> arrivals = history.stream()
                    .map(event -> new Arrival(
                            event.at() + random.nextLong(lateness / Histories.HOUR + 1) * Histories.HOUR, event))
                    .sorted(Comparator.comparingLong(Arrival::observed))
                    .toList();
            Totals running = new Totals(plan);
            Journey journey = Journey.EMPTY;
            for (Arrival arrival : arrivals) {
                journey = expiry.prune(journey, arrival.observed());
                assertThat(expiry.isAfterFinal(arrival.event().at(), arrival.observed()))
                        .isFalse();
                Journey next = journey.with(arrival.event());
                Change change = attribution.change(journey, next, arrival.event());
                running.add(change.after(), 1);
                running.add(change.before(), -1);
                journey = next;
            }
            assertThat(running.sums()).isEqualTo(Totals.of(plan, attribution.credit(Histories.journey(history))));
        });
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void the_due_day_is_the_first_on_which_anything_leaves_and_in_the_end_all_does(Plan plan) {
        Expiry expiry = Expiry.of(plan);
        Histories.forEach(CHEAP, (history, random) -> {
            Journey journey = Histories.journey(history);
            while (!journey.isEmpty()) {
                long due = expiry.dueDay(journey) * 86_400_000L;
                assertThat(expiry.prune(journey, due - 86_400_000L)).isSameAs(journey);
                Journey rest = expiry.prune(journey, due);
                assertThat(rest.size()).isLessThan(journey.size());
                assertThat(rest).isEqualTo(Histories.journey(facts(rest)));
                assertThat(rest.isCorrected())
                        .isEqualTo(Histories.journey(facts(rest)).isCorrected());
                journey = rest;
            }
        });
    }

    private static List<JourneyEvent> facts(Journey journey) {
        List<JourneyEvent> facts = new ArrayList<>(journey.decisions());
        facts.addAll(journey.outcomes());
        facts.addAll(journey.reviews());
        Collections.reverse(facts);
        return facts;
    }

    private static Map<String, CreditedUnit> units(Attribution attribution, List<JourneyEvent> history) {
        return attribution.credit(Histories.journey(history)).units().stream()
                .collect(Collectors.toMap(
                        unit -> unit.id() + " " + unit.start() + unit.arm() + unit.segments(), unit -> unit));
    }

    private static List<BigInteger> inKpi(CreditedUnit unit, int kpi) {
        List<BigInteger> values = new ArrayList<>();
        if (unit != null) {
            for (long value : new long[] {
                unit.counts(kpi) ? 1 : 0, unit.a(kpi), unit.b(kpi), unit.open(kpi), unit.startOffset(kpi)
            }) {
                values.add(BigInteger.valueOf(value));
            }
            for (int age : unit.ages(kpi)) {
                values.add(BigInteger.valueOf(age + 1));
            }
        }
        return values.stream().allMatch(value -> value.signum() == 0) ? List.of() : values;
    }

    private static List<Integer> head(CreditedUnit unit) {
        return unit == null || unit.decisions() == 0
                ? List.of()
                : List.of(unit.decisions(), unit.reviewed(), unit.overturned(), unit.mixed() ? 1 : 0);
    }
}
