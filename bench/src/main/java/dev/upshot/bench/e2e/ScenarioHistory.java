package dev.upshot.bench.e2e;

import dev.upshot.app.publish.Publisher;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The events of a scenario, in the order of their times, which are also the times at which the log learns of them. A pure function of the
 * scenario and its size.
 */
final class ScenarioHistory {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 30;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long LONGEST_DELAY = Duration.ofDays(10).toMillis();
    private static final long AMENDED_AFTER = Duration.ofDays(1).toMillis();
    private static final List<String> OUTCOMES = List.of("correct", "closed", "recovery");
    private static final List<String> REGIONS = List.of("north", "east", "south", "west");
    private static final List<String> PRODUCTS = List.of("motor", "home", "travel");

    /** Records are repeated as a batch that is sent again, not one by one. */
    private static final int BATCH = 5_000;

    // An event is its time in milliseconds from the start, its decision and its kind, in one sortable number.
    private static final int NUMBER_BITS = 26;
    private static final int KIND_BITS = 2;
    private static final int DECISION = 0;
    private static final int OUTCOME = 1;
    private static final int AMENDMENT = 2;

    private final Scenario scenario;
    private final int decisions;
    private final long span;
    private final int subjects;

    /** A month's history. */
    ScenarioHistory(Scenario scenario, int decisions) {
        this(scenario, decisions, DAYS);
    }

    /** A history of so many days, at a constant rate. */
    ScenarioHistory(Scenario scenario, int decisions, int days) {
        this.scenario = scenario;
        this.decisions = decisions;
        this.span = days * DAY;
        this.subjects = Math.max(1, decisions / scenario.decisionsPerSubject());
    }

    /** Publishes the whole history; returns how many records that were. */
    long publish(Publisher publisher) {
        return send(all(), publisher);
    }

    /**
     * Publishes the first so many decisions without their outcomes, but for one: what is never written is never committed.
     *
     * @return how many records that were
     */
    long publishDecisions(int open, Publisher publisher) {
        long[] events = new long[open + 1];
        for (int i = 0; i < open; i++) {
            events[i] = event(decidedAt(i), i, DECISION);
        }
        events[open] = event(decidedAt(open), 0, OUTCOME);
        return send(events, publisher);
    }

    /**
     * Publishes new decisions, and after each an outcome of any of those there were before.
     *
     * @param open how many there were, numbered from 0
     * @return how many records that were
     */
    long publishSteadily(int open, Publisher publisher) {
        SplittableRandom random = new SplittableRandom(open);
        long[] events = new long[2 * (decisions - open)];
        for (int i = open; i < decisions; i++) {
            long now = decidedAt(i);
            events[2 * (i - open)] = event(now, i, DECISION);
            events[2 * (i - open) + 1] = event(now, random.nextInt(open), OUTCOME);
        }
        return send(events, publisher);
    }

    /**
     * Publishes the days from one up to before another, and lets each pass in the log; returns how many records that were.
     */
    long publishDays(int from, int until, Publisher publisher) {
        long[] all = all();
        long sent = 0;
        int next = before(all, from * DAY);
        for (int day = from; day < until; day++) {
            int end = before(all, (day + 1) * DAY);
            sent += send(Arrays.copyOfRange(all, next, end), publisher);
            publisher.tick(START.plusMillis((day + 1) * DAY));
            next = end;
        }
        return sent;
    }

    /** How many events lie before a time. */
    private static int before(long[] events, long time) {
        return -1 - Arrays.binarySearch(events, event(time, 0, DECISION) - 1);
    }

    private long[] all() {
        long[] events = new long[decisions * 3];
        int size = 0;
        for (int i = 0; i < decisions; i++) {
            SplittableRandom random = new SplittableRandom(i);
            long outcomeAt = decidedAt(i) + random.nextLong(LONGEST_DELAY);
            events[size++] = event(decidedAt(i), i, DECISION);
            events[size++] = event(outcomeAt, i, OUTCOME);
            if (random.nextInt(100) < scenario.amendedPercent()) {
                events[size++] = event(outcomeAt + AMENDED_AFTER, i, AMENDMENT);
            }
        }
        Arrays.sort(events, 0, size);
        return Arrays.copyOf(events, size);
    }

    private long send(long[] events, Publisher publisher) {
        for (int from = 0; from < events.length; from += BATCH) {
            for (int copy = 0; copy < scenario.copies(); copy++) {
                for (int i = from; i < Math.min(events.length, from + BATCH); i++) {
                    publisher.publish(written(events[i]));
                }
            }
        }
        return (long) events.length * scenario.copies();
    }

    private static long event(long time, int number, int kind) {
        return (time << NUMBER_BITS | number) << KIND_BITS | kind;
    }

    private TimedEvent written(long event) {
        int kind = (int) (event & ((1 << KIND_BITS) - 1));
        int number = (int) (event >> KIND_BITS & ((1 << NUMBER_BITS) - 1));
        Instant time = START.plusMillis(event >> (NUMBER_BITS + KIND_BITS));
        return kind == DECISION
                ? TimedEvent.of(decision(number, time), time)
                : TimedEvent.of(outcome(number, time, kind), time);
    }

    private long decidedAt(int number) {
        return (long) ((double) number / decisions * span);
    }

    private String subject(int number) {
        return "subject-" + number % subjects;
    }

    private DecisionEvent decision(int number, Instant time) {
        SplittableRandom random = new SplittableRandom(~number);
        boolean human = random.nextBoolean();
        DecisionEvent event = new DecisionEvent();
        event.setDecisionId("decision-" + number);
        event.setSubjectId(subject(number));
        event.setUseCase("claims-triage");
        event.setDecidedAt(time);
        event.setRequestedAt(time.minusSeconds(random.nextInt(60)));
        event.setActor(new Actor(human ? ActorType.HUMAN : ActorType.MODEL, "desk", "1"));
        event.setAction("approve");
        event.setMode(DecisionMode.AUTOMATED);
        event.setVariant(human ? "human" : "model-v2");
        event.setSegments(new HashMap<>(Map.of("region", any(REGIONS, random), "product", any(PRODUCTS, random))));
        event.setCovariates(new HashMap<>());
        return event;
    }

    private OutcomeEvent outcome(int number, Instant time, int kind) {
        String name = OUTCOMES.get(number % OUTCOMES.size());
        OutcomeEvent event = new OutcomeEvent();
        event.setOutcomeId("outcome-" + number + (kind == AMENDMENT ? "-again" : ""));
        event.setSubjectId(subject(number));
        event.setDecisionId(scenario.isDirect() ? "decision-" + number : null);
        event.setOutcome(name);
        event.setOccurredAt(time);
        event.setValue(name.equals("recovery") ? 10 * (1 + number % 50) + kind : kind == AMENDMENT ? 0 : 1);
        event.setUnit(name.equals("recovery") ? "EUR" : null);
        event.setAmends(kind == AMENDMENT ? "outcome-" + number : null);
        event.setStatus(kind == AMENDMENT ? OutcomeStatus.AMENDED : OutcomeStatus.FINAL);
        return event;
    }

    private static String any(List<String> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
