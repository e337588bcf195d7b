package dev.upshot.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.RecordingPublisher;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTest {

    private static final Duration LATENESS = Duration.ofDays(2);

    private final List<SimulatedEvent> events = events(Simulation.of(Plans.claims(), 20_000, 30, 7));

    @Test
    void theSameSeedGivesTheSameEventsAndAnotherSeedGivesOthers() {
        assertThat(events(Simulation.of(Plans.claims(), 20_000, 30, 7))).isEqualTo(events);
        assertThat(events(Simulation.of(Plans.claims(), 20_000, 30, 8))).isNotEqualTo(events);
    }

    @Test
    void theEventsAreTheSameOnEveryMachine() {
        CRC32 checksum = new CRC32();
        for (SimulatedEvent event : events.subList(0, 2_000)) {
            checksum.update(event.toString().getBytes(StandardCharsets.UTF_8));
        }

        // Changes only with the simulation itself.
        assertThat(checksum.getValue()).isEqualTo(1_071_415_280L);
    }

    @Test
    void eventsComeInTheOrderOfTheirObservedTimes() {
        assertThat(events).extracting(event -> event.event().observedAt()).isSorted();
    }

    @Test
    void eventTimesDoNotComeInOrder() {
        List<Instant> decided = values(DecisionEvent.class, Trait.PLAIN).stream()
                .map(DecisionEvent::getDecidedAt)
                .toList();

        assertThat(decided).isNotEqualTo(decided.stream().sorted().toList());
    }

    @Test
    void outcomesMayArriveBeforeTheirDecision() {
        Set<String> seen = new HashSet<>();
        long early = 0;
        for (SimulatedEvent event : events) {
            if (event.event().value() instanceof DecisionEvent decision) {
                seen.add(decision.getDecisionId());
            } else if (event.event().value() instanceof OutcomeEvent outcome
                    && !seen.contains(outcome.getDecisionId())) {
                early++;
            }
        }

        assertThat(early).isPositive();
    }

    @Test
    void decisionsAreSpreadOverTheDaysAndAllottedAsThePlanSays() {
        List<DecisionEvent> counted = counted();

        assertThat(counted).hasSize(20_000);
        assertThat(counted)
                .extracting(decision -> Duration.between(Scenario.START, decision.getDecidedAt())
                        .toDays())
                .allMatch(day -> day >= 0 && day < 30)
                .containsAll(java.util.stream.LongStream.range(0, 30).boxed().toList());
        assertThat(counted.stream().filter(d -> d.getVariant().equals("human")).count())
                .isBetween(9_700L, 10_300L);
        assertThat(counted).allMatch(decision -> decision.getPropensity() == 0.5);
    }

    @Test
    void decisionsAreRequestedBeforeTheyAreTakenAndSubjectsComeBack() {
        List<DecisionEvent> counted = counted();

        assertThat(counted).allMatch(decision -> decision.getRequestedAt().isBefore(decision.getDecidedAt()));
        assertThat(counted.stream().map(DecisionEvent::getSubjectId).distinct().count())
                .isBetween(9_000L, 12_000L);
        assertThat(counted)
                .extracting(decision -> decision.getSegments().get("region"))
                .contains("north", "south", "east", "west", null);
    }

    @Test
    void aboutTwoInAHundredEventsComeTwice() {
        assertThat(share(Trait.DUPLICATE)).isBetween(0.015, 0.025);
        List<Object> originals = new ArrayList<>();
        events.stream()
                .filter(event -> event.trait() != Trait.DUPLICATE)
                .forEach(e -> originals.add(e.event().value()));
        assertThat(new HashSet<>(originals)).containsAll(values(DecisionEvent.class, Trait.DUPLICATE));
    }

    @Test
    void aboutOneInAHundredOutcomesIsCorrectedInOneOfFourWays() {
        List<OutcomeEvent> corrections = values(OutcomeEvent.class, Trait.CORRECTION);

        assertThat(corrections.size()).isBetween(250, 650);
        assertThat(corrections)
                .extracting(OutcomeEvent::getStatus)
                .contains(OutcomeStatus.FINAL, OutcomeStatus.AMENDED, OutcomeStatus.CANCELLED);
        assertThat(corrections).anyMatch(outcome -> outcome.getAmends() != null);
    }

    @Test
    void onlyLateEventsAreObservedBeyondThePlansLateness() {
        for (SimulatedEvent event : events) {
            if (event.trait() != Trait.MALFORMED) {
                Duration delay = Duration.between(
                        eventTime(event.event()),
                        Instant.ofEpochMilli(event.event().observedAt()));
                assertThat(delay.compareTo(LATENESS) > 0).as(event.toString()).isEqualTo(event.trait() == Trait.LATE);
                assertThat(delay.isNegative()).as(event.toString()).isFalse();
            }
        }
        assertThat(share(Trait.LATE)).isPositive();
    }

    @Test
    void everyWayToBeMalformedOccurs() {
        List<SimulatedEvent> many = events(Simulation.of(Plans.claims(), 100_000, 30, 7));

        assertThat(many.stream().filter(event -> event.trait() == Trait.MALFORMED))
                .hasSizeBetween(50, 200)
                .anyMatch(event ->
                        event.event().value() instanceof DecisionEvent d && "unheard-of".equals(d.getVariant()))
                .anyMatch(event -> event.event().value() instanceof DecisionEvent d
                        && d.getDecisionId().isEmpty())
                .anyMatch(event -> event.event().value() instanceof DecisionEvent d && d.getRequestedAt() == null)
                .anyMatch(event -> event.event().value() instanceof OutcomeEvent o && Double.isNaN(o.getValue()))
                .anyMatch(event -> event.event().value() instanceof OutcomeEvent o && o.getDecisionId() == null)
                .anyMatch(event -> event.event().value() instanceof OutcomeEvent o && "XTS".equals(o.getUnit()))
                .anyMatch(event -> event.event().value() instanceof OutcomeEvent o
                        && !o.getSubjectId().equals(event.event().key()));
        assertThat(Fault.possibleIn(Plans.claims(), OutcomeProcesses.of(Plans.claims())))
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Fault.class));
    }

    @Test
    void reviewsAreOfDecisionsThatExist() {
        Set<String> ids = new HashSet<>();
        counted().forEach(decision -> ids.add(decision.getDecisionId()));

        List<ReviewEvent> reviews = values(ReviewEvent.class, Trait.PLAIN);
        assertThat(reviews.size()).isBetween(2_000, 2_800);
        assertThat(reviews).allMatch(review -> ids.contains(review.getDecisionId()));
    }

    @Test
    void anEventBelongsToTheTopicOfItsKindUnderItsSubject() {
        for (SimulatedEvent event : events) {
            if (event.trait() != Trait.MALFORMED) {
                assertThat(event.event().key()).isEqualTo(event.event().value().get(1));
            }
        }
    }

    @Test
    void whatWaitsForItsTimeIsAFractionOfALongHistory() {
        Arrivals arrivals = Simulation.of(Plans.claims(), 5_000, 300, 7).iterator();

        long most = 0;
        for (long taken = 0; arrivals.hasNext(); taken++) {
            arrivals.next();
            most = Math.max(most, arrivals.told() * 4 - taken);
        }

        assertThat(most).isLessThan(2_500);
    }

    @Test
    void runningItCountsWhatWasPublished() {
        RecordingPublisher publisher = new RecordingPublisher();
        List<Long> done = new ArrayList<>();

        SimulationSummary summary = SimulateRun.run(
                Simulation.of(Plans.claims(), 20_000, 30, 7),
                publisher,
                History.OPEN,
                (decisions, total, unit) -> done.add(decisions));

        assertThat(publisher.ticks()).isEmpty();
        assertThat(publisher.events())
                .isEqualTo(events.stream().map(SimulatedEvent::event).toList());
        assertThat(summary.decisions()).isEqualTo(20_000);
        assertThat(summary.events().get(EventKind.REVIEW))
                .isEqualTo(publisher.values(ReviewEvent.class).count());
        assertThat(summary.traits().get(Trait.LATE))
                .isEqualTo(events.stream().filter(e -> e.trait() == Trait.LATE).count());
        assertThat(summary.events().values().stream().mapToLong(n -> n).sum()).isEqualTo(events.size());
        assertThat(done).isSorted().endsWith(20_000L);
    }

    @Test
    void inACompleteHistoryTimePassesWithEveryObservedDayAndRefusesNothingThatIsNotLate() {
        RecordingPublisher publisher = new RecordingPublisher();
        SimulateRun.run(
                Simulation.of(Plans.claims(), 20_000, 30, 7), publisher, History.COMPLETE, (told, total, unit) -> {});

        List<TimedEvent> published = publisher.events();
        publisher.ticks().forEach((at, before) -> {
            long clock = at.toEpochMilli();
            assertThat(published.subList(0, before)).allMatch(event -> event.observedAt() <= clock);
            assertThat(published.subList(before, published.size())).allMatch(event -> event.observedAt() >= clock);
        });
        assertThat(List.copyOf(publisher.ticks().keySet()))
                .hasSizeGreaterThan(30)
                .isSorted()
                .contains(Instant.parse("2025-10-02T00:00:00Z"))
                .last()
                .isEqualTo(
                        Instant.ofEpochMilli(published.get(published.size() - 1).observedAt()));
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Simulation.of(Plans.claims(), 0, 30, 7))
                .isInstanceOf(CannotSimulateException.class)
                .hasMessage("decisions must be between 1 and 1000000000, not 0");
        assertThatThrownBy(() -> Simulation.of(Plans.claims(), 1, 0, 7))
                .isInstanceOf(CannotSimulateException.class)
                .hasMessage("days must be between 1 and 36500, not 0");
    }

    /** Decisions that are to be counted: neither repeated nor refused nor replaced by another. */
    private List<DecisionEvent> counted() {
        return values(DecisionEvent.class, Trait.PLAIN).stream()
                .filter(decision -> !decision.getDecisionId().endsWith("-a"))
                .toList();
    }

    private <T> List<T> values(Class<T> type, Trait trait) {
        return events.stream()
                .filter(event -> event.trait() == trait)
                .map(event -> event.event().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private double share(Trait trait) {
        return (double) events.stream().filter(event -> event.trait() == trait).count() / events.size();
    }

    private static Instant eventTime(TimedEvent event) {
        if (event.value() instanceof DecisionEvent decision) {
            return decision.getDecidedAt();
        }
        return event.value() instanceof OutcomeEvent outcome
                ? outcome.getOccurredAt()
                : ((ReviewEvent) event.value()).getReviewedAt();
    }

    private static List<SimulatedEvent> events(Simulation simulation) {
        return StreamSupport.stream(simulation.spliterator(), false).toList();
    }
}
