package dev.upshot.sink;

import dev.upshot.sink.SinkState.Status;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.database.Backoff;
import dev.upshot.sink.database.DatabaseFailure;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.sink.database.ReportingDatabaseException;
import dev.upshot.wire.RegistryUnavailableException;
import dev.upshot.wire.WireFormat;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private final BatchSize batchSize;
    private final Tally tally = new Tally();
    private final Backoff backoff =
            new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(200), Duration.ofSeconds(10));
    private boolean schemaChecked;
    private long tryAgainAt = System.nanoTime();
    private volatile SinkState state = SinkState.starting();
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> waking;

    SinkLoop(SinkSettings settings, ReportingWriter writer) {
        this.settings = settings;
        this.writer = writer;
        this.batchSize = new BatchSize(settings.batchRecords());
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
                if (!waits()) {
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
        if (pending.isEmpty() && !waits()) {
            ownership.read();
        } else {
            ownership.rest();
        }
        try {
            pending.add(consumer.poll(pollingFor()));
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
            tell(Status.RUNNING, null, consumer, ownership);
        } catch (FencedException e) {
            LOG.warn("gave up all partitions to join again. reason=\"{}\"", e.getMessage());
            tally.wasOvertaken();
            consumer.unsubscribe();
            pending.clear();
            subscribe(consumer, ownership);
            waitBecause(e.getMessage(), consumer, ownership);
        } catch (RegistryUnavailableException | ReportingDatabaseException.Unavailable e) {
            waitBecause(e.getMessage(), consumer, ownership);
        } catch (DataAccessException | SQLException e) {
            DatabaseFailure failure = DatabaseFailure.of(e);
            if (!(failure instanceof DatabaseFailure.Passing)) {
                throw refused(failure, e);
            }
            batchSize.halve();
            waitBecause("the database: " + failure.told(), consumer, ownership);
        }
    }

    /** Where the tables are not what we know, the schema's version says it better than PostgreSQL. */
    private RuntimeException refused(DatabaseFailure failure, Exception e) {
        if (failure instanceof DatabaseFailure.Refused refused && refused.isOfTheSchema()) {
            try {
                ReportingDatabase.check(settings.dataSource());
            } catch (ReportingDatabaseException told) {
                told.addSuppressed(e);
                return told;
            }
        }
        return ReportingDatabaseException.of("the sink cannot write", e);
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
        Pending.Share share = pending.first(batchSize.records());
        List<Change> changes = decoder.decode(share.records());
        int refusedByDatabase = writer.write(new Batch(changes, ownership.claims(share.nextOffsets())));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        backoff.reset();
        batchSize.wrote(changes.size(), took);
        tally.wrote(changes, refusedByDatabase, Instant.now(), took);
        pending.written(share);
        LOG.debug("wrote a batch. records={} ms={}", changes.size(), took.toMillis());
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
        tally.triedAgain();
        LOG.warn("waiting. reason=\"{}\" ms={}", reason, pause.toMillis());
        tell(Status.WAITING, reason, consumer, ownership);
    }

    private boolean waits() {
        return System.nanoTime() - tryAgainAt < 0;
    }

    /** Not at all while there is something to write; polling then only keeps the group informed. */
    private Duration pollingFor() {
        if (!waits()) {
            return pending.isEmpty() ? POLL : Duration.ZERO;
        }
        Duration untilNextTry = Duration.ofNanos(Math.max(0, tryAgainAt - System.nanoTime()));
        return untilNextTry.compareTo(POLL) < 0 ? untilNextTry : POLL;
    }

    private void tell(Status status, @Nullable String problem) {
        state = new SinkState(
                status, state.partitions(), state.lag(), state.behind(), tally.totals(), tally.last(), problem);
    }

    private void tell(Status status, @Nullable String problem, Consumer<?, ?> consumer, Ownership ownership) {
        Lag lag = Lag.of(consumer, pending);
        state = new SinkState(
                status,
                ownership.size(),
                lag.records(),
                tally.behind(lag.waiting()),
                tally.totals(),
                tally.last(),
                problem);
    }
}
