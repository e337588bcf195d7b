package dev.upshot.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, one node, broker and controller) inside this process, on 127.0.0.1.
 *
 * <p>Topics, records and group offsets survive a restart, also on another port, and a {@code kill -9}. Like every Kafka
 * broker it leaves writing to the disk to the operating system, so the last second may be lost with the machine's power.
 * Nothing expires and no topic is created by use. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 10;

    private final StateDirectory lock;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(StateDirectory lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on a free port; see {@link #start(Path, int)}. */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Starts a broker on a directory, which is created where it is missing, and returns when it takes requests.
     *
     * @param port of 127.0.0.1; 0 takes the one the directory's broker had last, or a free one
     * @throws EmbeddedException if it cannot be started; the message says why and what to do
     */
    public static EmbeddedBroker start(Path directory, int port) {
        StateDirectory lock = StateDirectory.lock(directory);
        try {
            Path logs = lock.path().resolve("data");
            format(logs);
            if (KilledBroker.ranOn(logs)) {
                KilledBroker.bury(logs, FreePort.any());
            }
            return launch(lock, logs, port);
        } catch (Exception e) {
            lock.close();
            if (e instanceof EmbeddedException told) {
                throw told;
            }
            throw EmbeddedException.at("cannot start the broker in", lock.path(), e);
        }
    }

    /** The address for clients: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Writes everything out and stops the broker. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop(server);
        } finally {
            lock.close();
        }
    }

    private static void format(Path logs) throws Exception {
        List<String> directories = List.of(logs.toString());
        String clusterId = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(directories)
                .addMetadataLogDir(logs.toString())
                .load()
                .clusterId()
                .orElseGet(() -> Uuid.randomUuid().toString());
        try (PrintStream unheard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(unheard)
                    .setNodeId(1)
                    .setClusterId(clusterId)
                    .setDirectories(directories)
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setHasDynamicQuorum(false)
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    private static EmbeddedBroker launch(StateDirectory lock, Path logs, int wantedPort) {
        LastPort last = new LastPort(lock);
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort != 0 ? wantedPort : attempt == 1 ? last.orAny() : FreePort.any();
            if (port == wantedPort && !FreePort.isFree(port)) {
                throw new EmbeddedException("cannot start the broker on 127.0.0.1:" + port
                        + ": another program listens there; stop it, or choose another port (0 takes a free one)");
            }
            int controllerPort = FreePort.any();
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(logs, port, controllerPort)), Time.SYSTEM);
            try {
                last.keep(port);
                BrokerFaults.whileStarting(server::startup);
                return new EmbeddedBroker(lock, server, port);
            } catch (RuntimeException e) {
                stop(server);
                boolean portLost = !FreePort.isFree(port) || !FreePort.isFree(controllerPort);
                if (attempt == ATTEMPTS || !portLost) {
                    throw e;
                }
                LOG.info("a port was taken while the broker started, trying others", e);
            }
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
