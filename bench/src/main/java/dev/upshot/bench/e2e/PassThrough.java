package dev.upshot.bench.e2e;

import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** Reads every event with our serde and writes it again: what the machine can do at most. */
final class PassThrough {

    private PassThrough() {}

    static Topology topology(Topics topics, WireFormat wire, String output) {
        Topology topology = new Topology();
        for (String input : topics.inputs()) {
            topology.addSource(
                    AutoOffsetReset.earliest(), input + "-in", new StringDeserializer(), wire.deserializer(), input);
        }
        String[] sources = topics.inputs().stream().map(input -> input + "-in").toArray(String[]::new);
        return topology.addSink("out", output, new StringSerializer(), wire.serializer(), sources);
    }
}
