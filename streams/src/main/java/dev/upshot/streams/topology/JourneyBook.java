package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.Attribution;
import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyCodec;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The journeys of one plan in one task, by the key of the subject's records. */
final class JourneyBook {

    private final int ordinal;
    private final JourneyCodec codec;
    private final Attribution attribution;
    private final KeyValueStore<Bytes, byte[]> journeys;

    JourneyBook(MeasuredPlan plan, KeyValueStore<Bytes, byte[]> journeys) {
        this.ordinal = plan.ordinal();
        this.codec = new JourneyCodec(
                plan.arms(), plan.outcomeNames(), plan.plan().segments().size(), plan.quantities());
        this.attribution = Attribution.of(plan.plan());
        this.journeys = journeys;
    }

    Journey read(byte[] subject) {
        return codec.decode(journeys.get(key(subject)));
    }

    void write(byte[] subject, Journey journey) {
        journeys.put(key(subject), codec.encode(journey));
    }

    List<CreditedUnit> credit(Journey journey) {
        return attribution.credit(journey).units();
    }

    private Bytes key(byte[] subject) {
        byte[] key = new byte[2 + subject.length];
        key[0] = (byte) (ordinal >>> 8);
        key[1] = (byte) ordinal;
        System.arraycopy(subject, 0, key, 2, subject.length);
        return Bytes.wrap(key);
    }
}
