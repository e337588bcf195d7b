package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.Expiry;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.routing.NamedDecision;
import dev.upshot.streams.routing.NamedDecision.Bearer;
import dev.upshot.streams.routing.NamedDecision.Seeker;
import dev.upshot.streams.routing.Shipment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Decision ids in one task: whose decisions bear them, and which events without a subject wait for such a decision.
 *
 * <p>Each decision and each event is entered once more under the clock at which it may go, so that the sweep reads what is
 * due and nothing else. How far the sweep has come never shows: what it takes away, no acceptable event can meet.
 */
public final class DecisionIndex {

    /** Where an event goes whose subject was found. */
    @FunctionalInterface
    public interface Found {
        void send(MeasuredPlan plan, String subject, Shipment event);
    }

    /** Where an event goes that cannot be used. */
    @FunctionalInterface
    public interface Refusals {
        void refuse(MeasuredPlan plan, Reason reason, Shipment event);
    }

    private static final byte[] NOTHING = new byte[0];

    private final List<MeasuredPlan> plans;
    private final List<Expiry> expiries;
    private final KeyValueStore<Bytes, NamedDecision> ids;
    private final KeyValueStore<Bytes, byte[]> due;
    private final Found found;
    private final Refusals refusals;
    private final long[] sweptTo;

    /** Opens the index over its two stores. */
    public DecisionIndex(
            List<MeasuredPlan> plans,
            KeyValueStore<Bytes, NamedDecision> ids,
            KeyValueStore<Bytes, byte[]> due,
            Found found,
            Refusals refusals) {
        this.plans = plans;
        this.expiries = plans.stream().map(plan -> Expiry.of(plan.plan())).toList();
        this.ids = ids;
        this.due = due;
        this.found = found;
        this.refusals = refusals;
        this.sweptTo = new long[plans.size()];
    }

    /** Whether its topic's clock has passed an event's time by more than the lateness, both milliseconds since the epoch. */
    public boolean isAfterFinal(MeasuredPlan plan, long at, long clock) {
        return expiries.get(plan.ordinal()).isAfterFinal(at, clock);
    }

    /** Takes a decision; events that waited for it go to its subject. */
    @SuppressWarnings("ReferenceEquality") // an entry that a decision adds nothing to is the very same
    public void take(MeasuredPlan plan, byte[] id, Bearer bearer, Shipment decision) {
        Bytes key = key(plan, id);
        NamedDecision before = read(key);
        NamedDecision after = before.with(bearer);
        if (after == before) {
            return;
        }
        if (isFull(plan, before)) {
            refusals.refuse(plan, Reason.TOO_MANY_SUBJECTS, decision);
            return;
        }
        before.joinedBy(bearer, horizon(plan)).forEach(seeker -> found.send(plan, bearer.subject(), seeker.shipment()));
        ids.put(key, after);
        due.put(due(plan, bearer.decidedAt() + horizon(plan) + lateness(plan), id), NOTHING);
    }

    /** Takes an event without a subject; it goes to the subjects that are known, and waits for others. */
    public void take(MeasuredPlan plan, byte[] id, Seeker seeker) {
        Bytes key = key(plan, id);
        NamedDecision before = read(key);
        if (isFull(plan, before)) {
            refusals.refuse(plan, Reason.JOURNEY_FULL, seeker.shipment());
            return;
        }
        before.subjects(seeker.at(), horizon(plan)).forEach(subject -> found.send(plan, subject, seeker.shipment()));
        ids.put(key, before.with(seeker));
        due.put(due(plan, seeker.at() + lateness(plan) + 1, id), NOTHING);
    }

    /**
     * Lets go of what is over at a clock, at most so many entries; refuses events that nobody's decision bears.
     *
     * @return whether nothing is left that is over
     */
    public boolean sweep(long clock, int most) {
        int left = most;
        for (MeasuredPlan plan : plans) {
            List<Bytes> over = over(plan, clock, left);
            over.forEach(entry -> sweep(plan, entry, clock));
            left -= over.size();
            if (left <= 0) {
                return false;
            }
            sweptTo[plan.ordinal()] = Math.max(sweptTo[plan.ordinal()], clock);
        }
        return true;
    }

    private List<Bytes> over(MeasuredPlan plan, long clock, int most) {
        List<Bytes> over = new ArrayList<>();
        Bytes from = due(plan, sweptTo[plan.ordinal()], NOTHING);
        try (KeyValueIterator<Bytes, byte[]> entries = due.range(from, due(plan, clock + 1, NOTHING))) {
            while (entries.hasNext() && over.size() < most) {
                over.add(entries.next().key);
            }
        }
        return over;
    }

    private void sweep(MeasuredPlan plan, Bytes entry, long clock) {
        ByteBuffer in = ByteBuffer.wrap(entry.get());
        in.getShort();
        in.getLong();
        byte[] id = new byte[in.remaining()];
        in.get(id);
        Bytes key = key(plan, id);
        NamedDecision known = read(key);
        long oldest = clock - lateness(plan);
        known.lost(oldest, horizon(plan))
                .forEach(seeker -> refusals.refuse(plan, Reason.UNKNOWN_DECISION, seeker.shipment()));
        NamedDecision remaining = known.prune(oldest, horizon(plan));
        if (remaining.size() < known.size()) {
            ids.put(key, remaining.isEmpty() ? null : remaining);
        }
        due.put(entry, null);
    }

    private NamedDecision read(Bytes key) {
        NamedDecision known = ids.get(key);
        return known == null ? NamedDecision.EMPTY : known;
    }

    private static boolean isFull(MeasuredPlan plan, NamedDecision known) {
        return known.size() >= plan.plan().limits().eventsPerJourney();
    }

    private static long horizon(MeasuredPlan plan) {
        return plan.plan().horizon().toMillis();
    }

    private static long lateness(MeasuredPlan plan) {
        return plan.plan().lateness().toMillis();
    }

    /** Plan ordinal (2 bytes), decision id. */
    private static Bytes key(MeasuredPlan plan, byte[] id) {
        return Bytes.wrap(ByteBuffer.allocate(2 + id.length)
                .putShort((short) plan.ordinal())
                .put(id)
                .array());
    }

    /** Plan ordinal (2 bytes), clock at which something may go (8, never negative), decision id. */
    private static Bytes due(MeasuredPlan plan, long clock, byte[] id) {
        return Bytes.wrap(ByteBuffer.allocate(10 + id.length)
                .putShort((short) plan.ordinal())
                .putLong(clock)
                .put(id)
                .array());
    }
}
