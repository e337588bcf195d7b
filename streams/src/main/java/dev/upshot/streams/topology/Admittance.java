package dev.upshot.streams.topology;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.Reason;
import dev.upshot.wire.WireFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** From the bytes of a record to what each plan says of the event in them. */
final class Admittance {

    // Places in Topics.inputs().
    static final int DECISIONS = 0;
    static final int OUTCOMES = 1;
    static final int REVIEWS = 2;

    private final Intake intake;
    private final EventDecoder decoder;

    Admittance(Intake intake, WireFormat wire) {
        this.intake = intake;
        this.decoder = new EventDecoder(wire.deserializer());
    }

    /** The event; null if there is none in the record, which was then refused. */
    @Nullable
    SpecificRecord decode(Arrival arrival, BiConsumer<Admission.Refused, Arrival> refusals) {
        EventDecoder.Decoded decoded = decoder.decode(arrival.topic(), arrival.value());
        Reason reason = decoded.reason();
        if (reason != null) {
            refusals.accept(Admission.Refused.atOnce(reason), arrival);
            return null;
        }
        return decoded.event();
    }

    /** What each plan concerned says. */
    List<Admission> admit(SpecificRecord event, Arrival arrival) {
        int source = arrival.origin().source();
        byte[] key = arrival.origin().key();
        int partition = arrival.origin().partition();
        if (source == DECISIONS && event instanceof DecisionEvent decision) {
            return intake.admit(decision, key, partition, arrival.observed());
        }
        if (source == OUTCOMES && event instanceof OutcomeEvent outcome) {
            return intake.admit(outcome, key, partition, arrival.observed());
        }
        if (source == REVIEWS && event instanceof ReviewEvent review) {
            return intake.admit(review, key, partition, arrival.observed());
        }
        return List.of(Admission.Refused.atOnce(Reason.INCOMPATIBLE_SCHEMA));
    }
}
