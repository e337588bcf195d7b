package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyCodec;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.plan.Kpi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Promise 1 as properties of random histories: the result is a function of the set of events. */
class AttributionPropertyTest {

    private static final int HISTORIES = 10_000;
    private static final Attribution ATTRIBUTION = Attribution.of(Histories.PLAN);
    private static final JourneyCodec CODEC = new JourneyCodec(
            Histories.PLAN.arms(),
            Histories.PLAN.kpis().stream().map(Kpi::outcome).distinct().sorted().toList(),
            1);

    @Test
    void any_order_and_any_repetition_gives_the_same_journey_and_the_same_credit() {
        forEachHistory((history, random) -> {
            Journey once = journey(history);
            List<JourneyEvent> again = new ArrayList<>(history);
            again.addAll(history);
            shuffle(again, random);
            assertThat(journey(again)).isEqualTo(once);
            assertThat(ATTRIBUTION.credit(journey(again))).isEqualTo(ATTRIBUTION.credit(once));
        });
    }

    @Test
    void differences_summed_over_arrival_equal_the_credit_of_the_whole() {
        forEachHistory((history, random) -> {
            Map<String, byte[]> running = new TreeMap<>();
            Journey journey = Journey.EMPTY;
            for (JourneyEvent event : history) {
                Journey next = journey.with(event);
                ATTRIBUTION.credit(journey).forEach(unit -> apply(running, unit, CellMoments::subtract));
                ATTRIBUTION.credit(next).forEach(unit -> apply(running, unit, CellMoments::add));
                journey = next;
            }
            Map<String, byte[]> whole = new TreeMap<>();
            ATTRIBUTION.credit(journey).forEach(unit -> apply(whole, unit, CellMoments::add));
            running.values().removeIf(moments -> CellMoments.decisions(moments) == 0);
            assertThat(running.keySet()).isEqualTo(whole.keySet());
            whole.forEach((cell, moments) -> assertThat(running.get(cell)).isEqualTo(moments));
        });
    }

    @Test
    void a_journey_survives_its_bytes_and_equal_journeys_have_equal_bytes() {
        forEachHistory((history, random) -> {
            Journey journey = journey(history);
            byte[] bytes = CODEC.encode(journey);
            assertThat(CODEC.decode(bytes)).isEqualTo(journey);
            List<JourneyEvent> shuffled = new ArrayList<>(history);
            shuffle(shuffled, random);
            assertThat(CODEC.encode(journey(shuffled))).isEqualTo(bytes);
        });
    }

    @Test
    void every_unit_keeps_within_the_bounds_of_its_kpi() {
        forEachHistory((history, random) -> {
            for (CreditedUnit unit : ATTRIBUTION.credit(journey(history))) {
                assertThat(unit.counts(0)).isTrue();
                assertThat(unit.value(0)).isBetween(0L, 1L);
                assertThat(unit.value(1)).isEqualTo(unit.counts(1) ? unit.value(0) : 0L);
                assertThat(unit.value(2)).isBetween(0L, 7_260_000L);
                assertThat(unit.value(3)).isBetween(-5_000L, 5_000L);
            }
        });
    }

    private static void forEachHistory(BiConsumer<List<JourneyEvent>, SplittableRandom> property) {
        long first = Long.getLong("upshot.seed", 20261123L);
        for (long seed = first; seed < first + HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<JourneyEvent> history = Histories.random(random, 1 + random.nextInt(24));
            try {
                property.accept(history, random);
            } catch (AssertionError e) {
                List<JourneyEvent> shrunk = shrink(history, property, seed);
                throw new AssertionError(
                        "Run again with -Dupshot.seed=" + seed + "; smallest history that fails: " + shrunk, e);
            }
        }
    }

    /** Drops halves, then quarters and so on, as long as the rest still fails. */
    private static List<JourneyEvent> shrink(
            List<JourneyEvent> failing, BiConsumer<List<JourneyEvent>, SplittableRandom> property, long seed) {
        List<JourneyEvent> smallest = failing;
        for (int size = failing.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= smallest.size(); ) {
                List<JourneyEvent> candidate = new ArrayList<>(smallest);
                candidate.subList(from, from + size).clear();
                if (fails(candidate, property, seed)) {
                    smallest = candidate;
                } else {
                    from += size;
                }
            }
        }
        return smallest;
    }

    private static boolean fails(
            List<JourneyEvent> history, BiConsumer<List<JourneyEvent>, SplittableRandom> property, long seed) {
        try {
            property.accept(history, new SplittableRandom(seed));
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static Journey journey(List<JourneyEvent> events) {
        Journey journey = Journey.EMPTY;
        for (JourneyEvent event : events) {
            journey = journey.with(event);
        }
        return journey;
    }

    private static void apply(Map<String, byte[]> cells, CreditedUnit unit, BiConsumer<byte[], CreditedUnit> change) {
        String cell = unit.arm() + unit.segments() + unit.cohortDay();
        change.accept(cells.computeIfAbsent(cell, any -> CellMoments.zero(unit.kpis())), unit);
    }

    private static void shuffle(List<JourneyEvent> events, SplittableRandom random) {
        for (int i = events.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            JourneyEvent swapped = events.get(i);
            events.set(i, events.get(j));
            events.set(j, swapped);
        }
    }
}
