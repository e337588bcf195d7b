package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RandomHistory} of producers whose clocks disagree: some stamp what they tell with the time at which it happened,
 * and each topic is ticked on its own, behind the events or ahead of them, so that some come after their day is final.
 * In the end everything is.
 */
final class TickingHistory {

    private static final int TOPICS = 3;

    /**
     * What lies in a topic's log.
     *
     * @param topic place of the topic among the inputs
     * @param event null: a tick
     * @param timestamp of the record, and of a tick the moment that has passed
     */
    record Entry(int topic, @Nullable SpecificRecord event, Instant timestamp) {}

    private TickingHistory() {}

    /** The entries of a seed, in one of the orders in which they may have been written. */
    static List<Entry> of(Plan plan, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Entry> entries = new ArrayList<>();
        Instant last = RandomHistory.START;
        for (RandomHistory.Learned learned : RandomHistory.of(seed)) {
            last = learned.observed();
            if (random.nextInt(3) == 0) {
                Instant at = last.plusSeconds(random.nextInt(-12 * 3600, 12 * 3600));
                entries.add(new Entry(random.nextInt(TOPICS), null, at));
            }
            boolean isStampedWithEventTime = random.nextInt(8) == 0;
            entries.add(new Entry(
                    topic(learned.event()),
                    learned.event(),
                    isStampedWithEventTime ? happened(learned.event()) : last));
        }
        Instant end = last.plus(plan.horizon()).plus(plan.lateness()).plus(Duration.ofDays(8));
        for (int topic = 0; topic < TOPICS; topic++) {
            entries.add(new Entry(topic, null, end));
        }
        return entries;
    }

    /** The same three logs, read in another order: in bursts, now from this topic and now from that one. */
    static List<Entry> merged(List<Entry> entries, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Deque<Entry>> logs = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        entries.forEach(entry -> logs.get(entry.topic()).add(entry));
        List<Entry> merged = new ArrayList<>(entries.size());
        while (merged.size() < entries.size()) {
            Deque<Entry> log = logs.get(random.nextInt(TOPICS));
            for (int burst = random.nextInt(60); burst > 0 && !log.isEmpty(); burst--) {
                merged.add(log.remove());
            }
        }
        return merged;
    }

    /** The same three logs, read one after the other, beginning with this topic. */
    static List<Entry> oneAfterTheOther(List<Entry> entries, int first) {
        List<Entry> read = new ArrayList<>(entries.size());
        for (int next = 0; next < TOPICS; next++) {
            int topic = (first + next) % TOPICS;
            entries.stream().filter(entry -> entry.topic() == topic).forEach(read::add);
        }
        return read;
    }

    private static int topic(SpecificRecord event) {
        return event instanceof DecisionEvent ? 0 : event instanceof OutcomeEvent ? 1 : 2;
    }

    private static Instant happened(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getDecidedAt();
        }
        return event instanceof OutcomeEvent outcome ? outcome.getOccurredAt() : ((ReviewEvent) event).getReviewedAt();
    }
}
