package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;

/** The administrative side of the broker. */
public final class Kafka {
    private static final int REQUEST_MILLIS = 10_000;
    private static final int CALL_MILLIS = 20_000;

    private Kafka() {}

    /**
     * A client that gives up after twenty seconds; to be closed by the caller.
     *
     * @throws CommandFailure if the {@code kafka.*} settings are not a client's
     */
    public static Admin admin(Target target) {
        return admin(target.bootstrapServers(), target.kafka());
    }

    static Admin admin(String bootstrapServers, Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "upshot-admin");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        settings.putAll(kafka);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try {
            return Admin.create(settings);
        } catch (ConfigException e) {
            throw CommandFailure.usage("the kafka.* settings are not right: " + e.getMessage(), e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CommandFailure.usage(
                    "cannot set up a Kafka client for " + bootstrapServers + ": " + cause.getMessage()
                            + "; check bootstrap.servers and the kafka.* settings",
                    e);
        }
    }

    /**
     * Waits for an answer.
     *
     * @throws KafkaException as the broker's answer
     */
    public static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
