package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.Attribution;
import dev.upshot.streams.attribution.Change;
import dev.upshot.streams.attribution.Expiry;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.topology.store.JourneyForm;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The journeys of one plan in one task. */
public final class JourneyBook {

    private final int ordinal;
    private final Attribution attribution;
    private final Expiry expiry;
    private final KeyValueStore<Bytes, Journey> journeys;

    /** Opens the book over the store of all plans' journeys. */
    public JourneyBook(MeasuredPlan plan, KeyValueStore<Bytes, Journey> journeys) {
        this.ordinal = plan.ordinal();
        this.attribution = Attribution.of(plan.plan());
        this.expiry = Expiry.of(plan.plan());
        this.journeys = journeys;
    }

    /** The key of the journey of a subject, given the key of the subject's records. */
    public Bytes key(byte[] subject) {
        return JourneyForm.key(ordinal, subject);
    }

    /** The journey under a key; an empty one if there is none. */
    public Journey read(Bytes key) {
        Journey known = journeys.get(key);
        return known == null ? Journey.EMPTY : known;
    }

    /** Keeps a journey; an empty one leaves the store. */
    public void write(Bytes key, Journey journey) {
        journeys.put(key, journey.isEmpty() ? null : journey);
    }

    /** What an event changed in what the journey contributes. */
    public Change change(Journey before, Journey after, JourneyEvent event) {
        return attribution.change(before, after, event);
    }

    /** Whether its topic's clock has passed an event's time by more than the lateness, both milliseconds since the epoch. */
    public boolean isAfterFinal(long eventTime, long clock) {
        return expiry.isAfterFinal(eventTime, clock);
    }

    /** What is left of a journey at this final clock; the very same if nothing may go. */
    public Journey prune(Journey journey, long finalClock) {
        return expiry.prune(journey, finalClock);
    }

    /** The first UTC day of the final clock at whose start something of the journey may go. */
    int dueDay(Journey journey) {
        return expiry.dueDay(journey);
    }
}
