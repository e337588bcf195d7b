package dev.upshot.app.verify;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.ReviewEvent;
import dev.upshot.wire.TickHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A hand-made history: plans and records of the three event topics, each of four partitions. A record's value is its
 * number in a list of decoded values, so no registry is needed. Offsets count per topic, over all partitions.
 */
final class History {

    static final int PARTITIONS = 4;

    private final List<PlanVersion> plans = new ArrayList<>();
    private final List<Decoded> values = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> decisions = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> outcomes = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> reviews = new ArrayList<>();

    static History of(PlanVersion... plans) {
        History history = new History();
        history.plans.addAll(List.of(plans));
        return history;
    }

    /** Sends events as they should be: keyed by subject, to the right partition, observed when they happened. */
    History send(SpecificRecord... events) {
        for (SpecificRecord event : events) {
            send(event, happened(event));
        }
        return this;
    }

    History send(SpecificRecord event, Instant observed) {
        String subject = subject(event);
        return send(event, observed, subject, partition(subject));
    }

    History send(SpecificRecord event, Instant observed, String key, int partition) {
        return raw(topic(event), partition, observed, key, Decoded.event(event));
    }

    /** A record of any kind; null as the value is Kafka's null. */
    History raw(String topic, int partition, Instant observed, @Nullable String key, @Nullable Decoded value) {
        return record(topic, partition, observed, key, value, new RecordHeaders());
    }

    /** A tick in one partition of a topic, well made and written at its own time. */
    History tick(String topic, int partition, Instant at) {
        return tick(topic, partition, at, TickHeader.of(at.toEpochMilli()).value());
    }

    History tick(String topic, int partition, Instant observed, byte[] header) {
        return record(topic, partition, observed, null, null, new RecordHeaders().add(TickHeader.NAME, header));
    }

    private History record(
            String topic,
            int partition,
            Instant observed,
            @Nullable String key,
            @Nullable Decoded value,
            Headers headers) {
        List<ConsumerRecord<byte[], byte[]>> records = records(topic);
        byte[] number = null;
        if (value != null) {
            number = ByteBuffer.allocate(4).putInt(values.size()).array();
            values.add(value);
        }
        records.add(new ConsumerRecord<>(
                topic,
                partition,
                records.size(),
                observed.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                number,
                headers,
                Optional.empty()));
        return this;
    }

    /** The same records in another order, each {@code times} times; offsets are as they were, so copies share them. */
    History shuffled(long seed, int times) {
        History other = new History();
        other.plans.addAll(plans);
        other.values.addAll(values);
        for (int i = 0; i < times; i++) {
            other.decisions.addAll(decisions);
            other.outcomes.addAll(outcomes);
            other.reviews.addAll(reviews);
        }
        Random random = new Random(seed);
        Collections.shuffle(other.decisions, random);
        Collections.shuffle(other.outcomes, random);
        Collections.shuffle(other.reviews, random);
        return other;
    }

    static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    /** Loads everything and computes. The caller closes. */
    Recomputed recompute(DataSource database) throws SQLException {
        Scratch scratch = Scratch.open(database);
        try {
            Recomputation recomputation = Recomputation.in(scratch, plans);
            Loader loader = new Loader(
                    scratch.connection(),
                    (topic, value) -> values.get(ByteBuffer.wrap(value).getInt()));
            loader.load(EventTable.DECISIONS, PARTITIONS, decisions.iterator());
            loader.load(EventTable.OUTCOMES, PARTITIONS, outcomes.iterator());
            loader.load(EventTable.REVIEWS, PARTITIONS, reviews.iterator());
            return new Recomputed(scratch, recomputation, loader.events());
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return switch (topic) {
            case "decisions" -> decisions;
            case "outcomes" -> outcomes;
            default -> reviews;
        };
    }

    private static String topic(SpecificRecord event) {
        return event instanceof DecisionEvent ? "decisions" : event instanceof OutcomeEvent ? "outcomes" : "reviews";
    }

    private static Instant happened(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getDecidedAt();
        }
        return event instanceof OutcomeEvent outcome ? outcome.getOccurredAt() : ((ReviewEvent) event).getReviewedAt();
    }

    private static String subject(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getSubjectId();
        }
        return event instanceof OutcomeEvent outcome ? outcome.getSubjectId() : ((ReviewEvent) event).getSubjectId();
    }
}
