package dev.upshot.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a single node that is broker and controller at once. */
final class BrokerSettings {
    /** The id of the only node. */
    static final int NODE = 1;

    private BrokerSettings() {}

    static Map<String, String> of(Path logDirectory, int port, int controllerPort) {
        Map<String, String> settings = node(logDirectory, controllerPort);
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.putAll(oneReplica());
        settings.putAll(nothingExpires());
        settings.putAll(quickGroups());
        settings.put("auto.create.topics.enable", "false");
        // Of the heap, and the default is 128 MB.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        return settings;
    }

    /** The same node without its broker. */
    static Map<String, String> ofController(Path logDirectory, int controllerPort) {
        Map<String, String> settings = node(logDirectory, controllerPort);
        settings.put("process.roles", "controller");
        settings.put("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
        return settings;
    }

    private static Map<String, String> node(Path logDirectory, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("node.id", Integer.toString(NODE));
        settings.put("log.dirs", logDirectory.toString());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        // Voters given here are not written to the disk, so that the next start may use other ports.
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.quorum.election.timeout.ms", "100");
        settings.put("controller.quorum.election.backoff.max.ms", "100");
        // Nobody can take over from a single node. Were it given up because its process stood still for seconds, all
        // partitions would be without a leader for a moment, and transactions under way might stay open.
        // One that was killed is taken out by the next start; should that fail, the start still has the minute in which
        // the new one must be let in.
        settings.put("broker.session.timeout.ms", "45000");
        settings.put("broker.heartbeat.interval.ms", "500");
        return settings;
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /** Imported history is older than any retention, and a group that paused for weeks must find its place again. */
    private static Map<String, String> nothingExpires() {
        return Map.of(
                "log.retention.ms", "-1",
                "log.retention.bytes", "-1",
                "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
    }

    /** No waiting for members that do not exist. */
    private static Map<String, String> quickGroups() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.streams.initial.rebalance.delay.ms", "0",
                "group.streams.min.heartbeat.interval.ms", "200",
                "group.streams.heartbeat.interval.ms", "500");
    }
}
