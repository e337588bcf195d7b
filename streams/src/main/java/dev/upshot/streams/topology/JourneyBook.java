package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.Attribution;
import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Journey;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The journeys of one plan in one task. */
final class JourneyBook {

    private final int ordinal;
    private final Attribution attribution;
    private final KeyValueStore<Bytes, Journey> journeys;

    JourneyBook(MeasuredPlan plan, KeyValueStore<Bytes, Journey> journeys) {
        this.ordinal = plan.ordinal();
        this.attribution = Attribution.of(plan.plan());
        this.journeys = journeys;
    }

    /** The key of the journey of a subject, given the key of the subject's records. */
    Bytes key(byte[] subject) {
        return JourneyForm.key(ordinal, subject);
    }

    Journey read(Bytes key) {
        Journey known = journeys.get(key);
        return known == null ? Journey.EMPTY : known;
    }

    void write(Bytes key, Journey journey) {
        journeys.put(key, journey);
    }

    List<CreditedUnit> credit(Journey journey) {
        return attribution.credit(journey);
    }
}
