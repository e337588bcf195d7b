package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DecisionLedgerTest {

    private static final int HISTORIES = 1_000;
    private static final List<Plan> PLANS = Histories.PLANS;

    @ParameterizedTest
    @FieldSource("PLANS")
    void changes_taken_in_any_order_leave_the_entries_of_the_whole_journey(Plan plan) {
        DecisionLedger ledger = DecisionLedger.of(plan);
        Histories.forEach(HISTORIES, (history, random) -> {
            List<JourneyEvent> shuffled = new ArrayList<>(history);
            shuffled.addAll(history);
            Histories.shuffle(shuffled, random);
            Map<DecisionEntry.Key, DecisionEntry> kept = new HashMap<>();
            Journey journey = Journey.EMPTY;
            for (JourneyEvent event : shuffled) {
                Journey next = journey.with(event);
                if (!next.equals(journey)) {
                    take(ledger.changes(journey, next, event), kept);
                }
                journey = next;
            }
            assertThat(kept.values()).containsExactlyInAnyOrderElementsOf(ledger.entries(journey));
        });
    }

    private static void take(List<EntryChange> changes, Map<DecisionEntry.Key, DecisionEntry> kept) {
        for (EntryChange change : changes) {
            if (change.goes()) {
                assertThat(kept.remove(change.entry().key())).isEqualTo(change.entry());
            } else {
                assertThat(kept.put(change.entry().key(), change.entry())).isNotEqualTo(change.entry());
            }
        }
    }

    /** What a cell counts and sums is what its decisions have in the ledger. */
    @ParameterizedTest
    @FieldSource("PLANS")
    void the_decisions_of_a_unit_have_its_head_and_its_values(Plan plan) {
        DecisionLedger ledger = DecisionLedger.of(plan);
        Attribution attribution = Attribution.of(plan);
        Histories.forEach(HISTORIES, (history, random) -> {
            Journey journey = Histories.journey(history);
            List<DecisionEntry> entries = ledger.entries(journey);
            for (CreditedUnit unit : attribution.credit(journey).units()) {
                List<DecisionEntry> own = entries.stream()
                        .filter(entry -> entry.start().id().equals(unit.id()))
                        .filter(entry -> entry.start().decidedAt() == unit.start())
                        .toList();
                assertThat(own).filteredOn(DecisionEntry::counts).hasSize(unit.decisions());
                assertThat(own)
                        .filteredOn(entry -> entry.counts() && entry.reviews() > 0)
                        .hasSize(unit.reviewed());
                assertThat(own)
                        .filteredOn(entry -> entry.counts() && entry.overturned())
                        .hasSize(unit.overturned());
                for (int k = 0; k < plan.kpis().size(); k++) {
                    Kpi kpi = plan.kpis().get(k);
                    if (kpi instanceof AmountKpi && kpi.cap() == null) {
                        assertThat(sum(own, k)).as(kpi.name()).isEqualTo(unit.a(k));
                    }
                }
            }
        });
    }

    private static long sum(List<DecisionEntry> entries, int kpi) {
        return entries.stream()
                .flatMap(entry -> entry.credits().stream())
                .filter(credit -> credit.kpi() == kpi)
                .mapToLong(OutcomeCredit::credit)
                .sum();
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void every_decision_taken_has_one_entry(Plan plan) {
        DecisionLedger ledger = DecisionLedger.of(plan);
        Histories.forEach(HISTORIES, (history, random) -> {
            Journey journey = Histories.journey(history);
            List<Decision> entered = ledger.entries(journey).stream()
                    .map(DecisionEntry::decision)
                    .toList();
            assertThat(entered).doesNotHaveDuplicates().containsAll(new Units(plan).taken(journey));
        });
    }
}
