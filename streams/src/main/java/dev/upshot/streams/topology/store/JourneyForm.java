package dev.upshot.streams.topology.store;

import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Journeys in their store: the key says by which plan's codec. */
public final class JourneyForm implements StoredForm<Journey> {

    private final JourneyCodec[] codecs;

    /** The form of the journeys of these plans, in the order of their ordinals. */
    public JourneyForm(List<MeasuredPlan> plans) {
        codecs = plans.stream()
                .map(plan -> new JourneyCodec(
                        plan.arms(),
                        plan.outcomeNames(),
                        plan.plan().segments().size(),
                        plan.quantities(),
                        plan.plan().ledger().isKept()))
                .toArray(JourneyCodec[]::new);
    }

    /** The key of a subject's journey: plan ordinal (2 bytes), then the key of the subject's records. */
    public static Bytes key(int ordinal, byte[] subject) {
        byte[] key = new byte[2 + subject.length];
        key[0] = (byte) (ordinal >>> 8);
        key[1] = (byte) ordinal;
        System.arraycopy(subject, 0, key, 2, subject.length);
        return Bytes.wrap(key);
    }

    @Override
    public byte[] encode(Bytes key, Journey journey) {
        return codec(key).encode(journey);
    }

    @Override
    public Journey decode(Bytes key, byte[] stored) {
        return codec(key).decode(stored);
    }

    private JourneyCodec codec(Bytes key) {
        return codecs[ByteBuffer.wrap(key.get()).getShort() & 0xFFFF];
    }
}
