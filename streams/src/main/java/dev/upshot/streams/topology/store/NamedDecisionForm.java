package dev.upshot.streams.topology.store;

import dev.upshot.streams.routing.NamedDecision;
import dev.upshot.streams.routing.NamedDecisionCodec;
import org.apache.kafka.common.utils.Bytes;

/** Decision ids in their store. */
public final class NamedDecisionForm implements StoredForm<NamedDecision> {

    @Override
    public byte[] encode(Bytes key, NamedDecision named) {
        return NamedDecisionCodec.encode(named);
    }

    @Override
    public NamedDecision decode(Bytes key, byte[] stored) {
        return NamedDecisionCodec.decode(stored);
    }
}
