package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.Attribution;
import dev.upshot.streams.attribution.Credit;
import dev.upshot.streams.attribution.Expiry;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The journeys of one plan in one task, by the key of the subject's records. */
final class JourneyBook {

    private final int ordinal;
    private final JourneyCodec codec;
    private final Attribution attribution;
    private final Expiry expiry;
    private final KeyValueStore<Bytes, byte[]> journeys;

    JourneyBook(MeasuredPlan plan, KeyValueStore<Bytes, byte[]> journeys) {
        this.ordinal = plan.ordinal();
        this.codec = new JourneyCodec(
                plan.arms(), plan.outcomeNames(), plan.plan().segments().size(), plan.quantities());
        this.attribution = Attribution.of(plan.plan());
        this.expiry = Expiry.of(plan.plan());
        this.journeys = journeys;
    }

    Journey read(byte[] subject) {
        return codec.decode(journeys.get(key(subject)));
    }

    /** Keeps a journey; an empty one leaves the store. */
    void write(byte[] subject, Journey journey) {
        journeys.put(key(subject), journey.isEmpty() ? null : codec.encode(journey));
    }

    Credit credit(Journey journey) {
        return attribution.credit(journey);
    }

    /** Whether the final clock has passed an event's time by more than the lateness, both milliseconds since the epoch. */
    boolean isAfterFinal(long eventTime, long finalClock) {
        return expiry.isAfterFinal(eventTime, finalClock);
    }

    /** What is left of a journey at this final clock; the very same if nothing may go. */
    Journey prune(Journey journey, long finalClock) {
        return expiry.prune(journey, finalClock);
    }

    /** The first UTC day of the final clock at whose start something of the journey may go. */
    int dueDay(Journey journey) {
        return expiry.dueDay(journey);
    }

    private Bytes key(byte[] subject) {
        byte[] key = new byte[2 + subject.length];
        key[0] = (byte) (ordinal >>> 8);
        key[1] = (byte) ordinal;
        System.arraycopy(subject, 0, key, 2, subject.length);
        return Bytes.wrap(key);
    }
}
