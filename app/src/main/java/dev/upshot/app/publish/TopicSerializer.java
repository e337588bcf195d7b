package dev.upshot.app.publish;

import dev.upshot.app.Target;
import dev.upshot.wire.WireFormat;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Writes events as the site's settings say, and ticks, which are Upshot's own, as Upshot writes its own records. */
final class TopicSerializer implements Serializer<SpecificRecord> {

    private final String ticks;
    private final Serializer<SpecificRecord> events;
    private final Serializer<SpecificRecord> own;

    TopicSerializer(Target target) {
        this.ticks = target.topics().ticks();
        this.events = WireFormat.of(target.wire()).serializer();
        this.own = WireFormat.of(target.ownWire()).serializer();
    }

    @Override
    public byte[] serialize(String topic, SpecificRecord value) {
        return (topic.equals(ticks) ? own : events).serialize(topic, value);
    }

    @Override
    public void close() {
        events.close();
        own.close();
    }
}
