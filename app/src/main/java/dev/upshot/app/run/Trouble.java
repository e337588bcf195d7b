package dev.upshot.app.run;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** What an exception of a stream thread means. */
final class Trouble {
    private Trouble() {}

    /**
     * Whether it goes away by itself, so that a new thread may try again. A transaction that the coordinator does not
     * know as under way (invalid state, unknown producer) was not committed: a new thread begins again at the last
     * commit. Kafka's own clients take these for the end, and a coordinator that ended a slow transaction by itself
     * answers a late commit so (KAFKA-20785).
     */
    static boolean passes(Throwable trouble) {
        return causes(trouble).noneMatch(AuthenticationException.class::isInstance)
                && causes(trouble)
                        .anyMatch(cause -> cause instanceof RetriableException
                                || cause instanceof ProducerFencedException
                                || cause instanceof InvalidProducerEpochException
                                || cause instanceof InvalidTxnStateException
                                || cause instanceof InvalidPidMappingException
                                || cause instanceof TransactionAbortableException
                                || cause instanceof UnknownProducerIdException
                                || cause instanceof TaskCorruptedException
                                || cause instanceof TaskMigratedException);
    }

    /** The innermost message: what really happened. */
    static String root(Throwable trouble) {
        Throwable root = causes(trouble).reduce((outer, inner) -> inner).orElse(trouble);
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }

    private static Stream<Throwable> causes(Throwable trouble) {
        return Stream.iterate(trouble, cause -> cause != null, Throwable::getCause);
    }
}
