package dev.upshot.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;

/**
 * The broker that was killed on a directory, and its burial before the next one starts.
 *
 * <p>A broker that starts while the cluster still believes in its killed predecessor completes the predecessor's
 * transactions at once. Seconds later the controller gives the predecessor up, for a moment no partition has a leader,
 * and Kafka 4.3 takes a partition without a leader for one that was deleted: the transaction is recorded as complete
 * though its markers were never written, and whoever reads committed records waits for ever. So the controller is
 * started alone first and told that the predecessor is gone; then leaders and transactions come back together. (It also
 * saves the wait until the controller would have noticed by itself.)
 */
final class KilledBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Kafka writes it when it has stopped in good order, and removes it at the next start. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final String EVER_STARTED = "recovery-point-offset-checkpoint";

    private KilledBroker() {}

    /** Whether the broker that ran on these logs last did not stop in good order. */
    static boolean ranOn(Path logs) {
        return Files.exists(logs.resolve(EVER_STARTED)) && !Files.exists(logs.resolve(CLEAN_SHUTDOWN));
    }

    /**
     * Takes the killed broker out of the cluster's metadata.
     *
     * @throws EmbeddedException if that is not done within half a minute
     */
    static void bury(Path logs, int controllerPort) {
        KafkaRaftServer controller =
                new KafkaRaftServer(new KafkaConfig(BrokerSettings.ofController(logs, controllerPort)), Time.SYSTEM);
        try {
            BrokerFaults.whileStarting(controller::startup);
            unregister(controllerPort);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void unregister(int controllerPort) {
        String address = "127.0.0.1:" + controllerPort;
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, address))) {
            admin.unregisterBroker(BrokerSettings.NODE).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while taking a killed broker out of its cluster", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new EmbeddedException("cannot take the killed broker out of its cluster", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new EmbeddedException("the controller has not answered for " + PATIENCE.toSeconds() + " s", e);
        }
    }
}
