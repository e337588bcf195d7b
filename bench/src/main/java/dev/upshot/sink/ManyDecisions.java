package dev.upshot.sink;

import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.LedgerEntry;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a ledger like that of the example: one every seven seconds, so that a million lie in three months. At first
 * two outcomes are credited to each; in a later round three, as when the last one has come.
 */
final class ManyDecisions {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofSeconds(7);

    private ManyDecisions() {}

    /** The changes, as the sink makes them of records. */
    static List<Change> of(int decisions, int round) {
        List<Change> changes = new ArrayList<>(decisions);
        for (int n = 0; n < decisions; n++) {
            LedgerEntry entry = entry(n, round);
            changes.add(Changes.of(new Origin("ledger", 0, n, Instant.EPOCH), "decision/" + n, entry));
        }
        return changes;
    }

    private static LedgerEntry entry(int n, int round) {
        Instant decidedAt = FIRST.plus(BETWEEN.multipliedBy(n));
        // Ids as producers make them are spread evenly, and so is their place in an index.
        String id = "claim-%08x".formatted(n * 0x9E3779B9);
        List<AttributedOutcome> outcomes = new ArrayList<>(List.of(
                outcome("decision_quality", "adjudicated_correct", id + "-a", decidedAt, 1),
                outcome("processing_time", "claim_closed", id + "-c", decidedAt, 0)));
        if (round > 1) {
            outcomes.add(outcome("recovered_amount", "recovery", id + "-r", decidedAt, 12_345));
        }
        return LedgerEntry.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setDecidedAt(decidedAt)
                .setDecisionId(id)
                .setSubjectDigest(
                        ByteBuffer.allocate(16).putInt(0, n * 0x85EBCA6B).putInt(12, n))
                .setArm(n % 2 == 0 ? "human" : "model-v2")
                .setSegments(List.of("region-" + n % 5, "product-" + n % 4))
                .setUnitDecisionId(id)
                .setCohortDay(LocalDate.ofInstant(decidedAt, ZoneOffset.UTC))
                .setCounts(true)
                .setActorType(n % 2 == 0 ? "HUMAN" : "MODEL")
                .setActorId("triage")
                .setActorVersion("2.1")
                .setMode("AUTOMATED")
                .setAction("approve")
                .setRequestedAt(decidedAt.minusSeconds(60))
                .setScore(0.5)
                .setReviews(0)
                .setIsOverturned(false)
                .setOutcomes(outcomes)
                .build();
    }

    private static AttributedOutcome outcome(String kpi, String name, String id, Instant decidedAt, long credit) {
        return AttributedOutcome.newBuilder()
                .setKpi(kpi)
                .setRole("value")
                .setOutcomeId(id)
                .setOutcome(name)
                .setOccurredAt(decidedAt.plus(Duration.ofDays(3)))
                .setCredit(credit)
                .setWhole(credit)
                .build();
    }
}
