package dev.upshot.app;

import dev.upshot.wire.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * Where events are written.
 *
 * @param bootstrapServers the brokers, {@code host:port} separated by commas
 * @param kafka further producer settings, without the prefix {@code kafka.}; they win over ours
 * @param wire settings of the wire format, as {@link dev.upshot.wire.WireFormat} takes them
 * @param topics the names of the topics
 */
public record Target(String bootstrapServers, Map<String, String> kafka, Map<String, String> wire, Topics topics) {

    public Target {
        kafka = Map.copyOf(kafka);
        wire = Map.copyOf(wire);
    }

    /** The settings for writing the topics that Upshot itself fills, which hold several types of record. */
    public Map<String, String> ownWire() {
        Map<String, String> own = new HashMap<>(wire);
        own.put("value.subject.name.strategy", "topic_record");
        return own;
    }
}
