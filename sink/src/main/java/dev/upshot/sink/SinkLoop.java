package dev.upshot.sink;

import dev.upshot.sink.SinkState.Status;
import dev.upshot.wire.RegistryUnavailableException;
import dev.upshot.wire.WireFormat;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink's only thread: poll, claim, write, again. While the database or the registry is away the partitions rest,
 * what was polled is kept, and polling goes on so that the group does not take us for dead.
 */
final class SinkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final SinkSettings settings;
    private final ReportingWriter writer;
    private final Pending pending = new Pending();
    private final Backoff backoff =
            new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(200), Duration.ofSeconds(10));
    private boolean schemaChecked;
    private long tryAgainAt = System.nanoTime();
    private long written;
    private long refused;
    private SinkState.@Nullable Written lastBatch;
    private volatile SinkState state = new SinkState(Status.STARTING, 0, OptionalLong.empty(), 0, 0, null, null);
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> waking;

    SinkLoop(SinkSettings settings, ReportingWriter writer) {
        this.settings = settings;
        this.writer = writer;
    }

    SinkState state() {
        return state;
    }

    void stop() {
        stopping = true;
        Consumer<byte[], byte[]> consumer = waking;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void run() {
        try (RecordDecoder decoder = new RecordDecoder(
                        WireFormat.of(settings.wireWithoutWaiting()).deserializer());
                Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer())) {
            waking = consumer;
            Ownership ownership = new Ownership(consumer, pending);
            subscribe(consumer, ownership);
            while (!stopping) {
                poll(consumer, ownership);
                if (System.nanoTime() - tryAgainAt >= 0) {
                    work(consumer, ownership, decoder);
                }
            }
            tell(Status.STOPPED, null);
        } catch (WakeupException e) {
            tell(Status.STOPPED, null);
        } catch (RuntimeException | Error e) {
            tell(Status.FAILED, e.getMessage());
            throw e;
        } finally {
            waking = null;
        }
    }

    private void subscribe(Consumer<?, ?> consumer, Ownership ownership) {
        var topics = settings.topics();
        consumer.subscribe(topics.results(), ownership);
    }

    private void poll(Consumer<byte[], byte[]> consumer, Ownership ownership) {
        Duration untilNextTry = Duration.ofNanos(tryAgainAt - System.nanoTime());
        boolean waits = !untilNextTry.isNegative() && !untilNextTry.isZero();
        if (waits || !pending.isEmpty()) {
            ownership.rest();
        } else {
            ownership.read();
        }
        try {
            pending.add(consumer.poll(waits && untilNextTry.compareTo(POLL) < 0 ? untilNextTry : POLL));
        } catch (OffsetOutOfRangeException e) {
            skipWhatIsGone(consumer, e);
        } catch (AuthenticationException | AuthorizationException e) {
            throw new SinkException("Kafka refuses the sink: " + e.getMessage() + "; check its user and its rights", e);
        } catch (RetriableException e) {
            LOG.warn("Kafka does not answer as it should, polling on. reason=\"{}\"", e.getMessage());
        } catch (WakeupException e) {
            throw e;
        } catch (ApiException e) {
            throw new SinkException("Kafka refuses the sink: " + e.getMessage(), e);
        }
    }

    private void work(Consumer<byte[], byte[]> consumer, Ownership ownership, RecordDecoder decoder) {
        try {
            if (!schemaChecked) {
                ReportingDatabase.check(settings.dataSource());
                schemaChecked = true;
            }
            claim(ownership);
            write(ownership, decoder);
            tell(Status.RUNNING, null, lag(consumer), ownership.size());
        } catch (FencedException e) {
            LOG.warn("gave up all partitions to join again. reason=\"{}\"", e.getMessage());
            consumer.unsubscribe();
            pending.clear();
            subscribe(consumer, ownership);
            waitBecause(e.getMessage(), consumer, ownership);
        } catch (RegistryUnavailableException | ReportingDatabaseException.Unavailable e) {
            waitBecause(e.getMessage(), consumer, ownership);
        } catch (DataAccessException | SQLException e) {
            if (DatabaseFailure.of(e) != DatabaseFailure.AWAY) {
                throw ReportingDatabaseException.of("the sink cannot write", e);
            }
            waitBecause("the database is away (SQLSTATE " + DatabaseFailure.sqlState(e) + ")", consumer, ownership);
        }
    }

    private void claim(Ownership ownership) throws SQLException {
        if (ownership.unclaimed().isEmpty()) {
            return;
        }
        Map<TopicPartition, Claim> claims = writer.claim(ownership.unclaimed());
        ownership.take(claims);
        LOG.info("took over partitions. claims={}", claims);
    }

    private void write(Ownership ownership, RecordDecoder decoder) throws SQLException {
        if (pending.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        List<Change> changes = decoder.decode(pending.records());
        int refusedByDatabase = writer.write(new Batch(changes, ownership.moves()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        backoff.reset();
        if (!changes.isEmpty()) {
            written += changes.size();
            refused += refusedByDatabase
                    + changes.stream().filter(QuarantineChange::isRefusal).count();
            lastBatch = new SinkState.Written(changes.size(), Instant.now(), took);
            LOG.debug("wrote a batch. records={} ms={}", changes.size(), took.toMillis());
        }
        pending.clear();
    }

    /** Compaction leaves gaps, which Kafka skips by itself; this is about records deleted from the front of a topic. */
    private void skipWhatIsGone(Consumer<?, ?> consumer, OffsetOutOfRangeException outOfRange) {
        Map<TopicPartition, Long> wanted = outOfRange.offsetOutOfRangePartitions();
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(wanted.keySet());
        wanted.forEach((partition, stored) -> {
            long first = firsts.getOrDefault(partition, 0L);
            if (stored > first) {
                throw new SinkException(
                        "the database has read " + partition + " up to offset " + stored
                                + ", where the topic does not reach: was it deleted and created again? Give the database"
                                + " of this topic, or an empty one",
                        outOfRange);
            }
            LOG.warn(
                    "records were deleted from the topic before they were read. partition={} from={} to={}",
                    partition,
                    stored,
                    first);
            consumer.seek(partition, first);
            pending.skip(partition, first);
        });
    }

    private void waitBecause(@Nullable String reason, Consumer<?, ?> consumer, Ownership ownership) {
        Duration pause = backoff.next();
        tryAgainAt = System.nanoTime() + pause.toNanos();
        LOG.warn("waiting. reason=\"{}\" ms={}", reason, pause.toMillis());
        tell(Status.WAITING, reason, lag(consumer), ownership.size());
    }

    private OptionalLong lag(Consumer<?, ?> consumer) {
        long lag = pending.records().size();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong one = consumer.currentLag(partition);
            if (one.isEmpty()) {
                return OptionalLong.empty();
            }
            lag += one.getAsLong();
        }
        return OptionalLong.of(lag);
    }

    private void tell(Status status, @Nullable String problem) {
        tell(status, problem, state.lag(), state.partitions());
    }

    private void tell(Status status, @Nullable String problem, OptionalLong lag, int partitions) {
        state = new SinkState(status, partitions, lag, written, refused, lastBatch, problem);
    }
}
