package dev.upshot.app;

import dev.upshot.wire.Topics;
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
}
