package dev.upshot.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's way out. The broker ends the process when something goes irreparably wrong, which is right for a process that
 * is nothing but a broker. In ours a failed start must come back as an exception; a fault of a running broker still
 * ends the process at once (what was acknowledged is safe), but not without a word.
 */
final class BrokerFaults {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);
    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private BrokerFaults() {}

    /** Runs a start in this thread; an attempt of Kafka to end the process meanwhile is thrown to the caller. */
    static void whileStarting(Runnable start) {
        Exit.setExitProcedure(BrokerFaults::leave);
        Exit.setHaltProcedure(BrokerFaults::leave);
        STARTING.set(true);
        try {
            start.run();
        } finally {
            STARTING.remove();
        }
    }

    private static void leave(int status, String message) {
        String reason = message == null ? "status " + status : message;
        if (STARTING.get()) {
            throw new IllegalStateException("Kafka gave up (" + reason + "); the log says why");
        }
        LOG.error("the embedded broker met a fatal fault ({}) and ends the process", reason);
        Runtime.getRuntime().halt(status);
    }
}
