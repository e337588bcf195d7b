package dev.upshot.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Schema ids that could not be used, so that a topic full of them is not a flood of requests. They are forgotten after
 * a minute (a registry that lags behind its leader catches up), and all at once when there are too many.
 */
final class RefusedIds {

    private static final int MOST = 1_000;
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private record Refusal(SerializationException reason, long since) {}

    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();

    void remember(int id, SerializationException reason) {
        if (refusals.size() >= MOST) {
            refusals.clear();
        }
        refusals.put(id, new Refusal(reason, System.nanoTime()));
    }

    /** Throws again, for this id, what was thrown a moment ago. */
    void check(int id) {
        Refusal refusal = refusals.get(id);
        if (refusal == null) {
            return;
        }
        if (System.nanoTime() - refusal.since() < KEPT_NANOS) {
            // Kafka's serialization exceptions carry no stack trace, so one may be thrown many times.
            throw refusal.reason();
        }
        refusals.remove(id);
    }
}
