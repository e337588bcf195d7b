package dev.upshot.app.scorecards;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.report.Audience;
import dev.upshot.report.Judgement;
import dev.upshot.report.OfficialClaim;
import dev.upshot.report.Scorecard;
import dev.upshot.report.UseCaseCard;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of scorecards: one partition, compacted, the key is {@code [use case, KPI, arm]}. What it holds is read
 * before anything is written, so that an unchanged claim is not published twice, whoever published it and whenever.
 */
public final class ScorecardTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Target target;

    /** The topic of this installation. */
    public ScorecardTopic(Target target) {
        this.target = target;
    }

    /**
     * What a publication changed.
     *
     * @param published claims that are new or have changed
     * @param withdrawn claims of the scorecard's use cases that it no longer makes
     */
    public record Change(int published, int withdrawn) {}

    /**
     * Publishes the official claims of a scorecard: all that have changed or none, in one transaction. Claims of use cases
     * that are not on the scorecard are left as they are.
     *
     * @throws org.apache.kafka.common.KafkaException if broker or registry cannot be used
     */
    public Change publish(Scorecard scorecard, Audience audience) {
        try (Admin admin = Kafka.admin(target)) {
            new TopicSetup(admin, target.topics()).ensureScorecards();
        }
        Set<String> useCases =
                scorecard.useCases().stream().map(UseCaseCard::useCase).collect(Collectors.toSet());
        Map<String, @Nullable ScorecardClaim> changes = new LinkedHashMap<>();
        Map<String, ScorecardClaim> held = read();
        Map<String, ScorecardClaim> made = made(scorecard, audience);
        made.forEach((key, claim) -> {
            if (!claim.equals(held.get(key))) {
                changes.put(key, claim);
            }
        });
        int published = changes.size();
        held.forEach((key, claim) -> {
            if (useCases.contains(claim.getUseCase()) && !made.containsKey(key)) {
                changes.put(key, null);
            }
        });
        if (!changes.isEmpty()) {
            write(changes);
        }
        return new Change(published, changes.size() - published);
    }

    private static Map<String, ScorecardClaim> made(Scorecard scorecard, Audience audience) {
        Map<String, ScorecardClaim> made = new LinkedHashMap<>();
        for (OfficialClaim claim : OfficialClaim.of(scorecard, audience)) {
            Judgement.Close close = claim.reading().judgement().close();
            if (close != null) {
                ScorecardClaim record = ClaimRecords.of(claim, close.cohortDate(), close.finalAt());
                made.put(ClaimRecords.key(record), record);
            }
        }
        return made;
    }

    /** What the topic holds, by key. */
    Map<String, ScorecardClaim> read() {
        Map<String, ScorecardClaim> claims = new LinkedHashMap<>();
        TopicPartition partition = new TopicPartition(target.topics().scorecards(), 0);
        long end = end(partition);
        try (Consumer<String, SpecificRecord> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long position = consumer.position(partition);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (position < end) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("topic " + partition.topic()
                            + " has not been read to its end: nothing came for " + PATIENCE.toSeconds() + " s");
                }
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                    if (record.value() instanceof ScorecardClaim claim) {
                        claims.put(record.key(), claim);
                    } else {
                        claims.remove(record.key());
                    }
                }
                if (consumer.position(partition) > position) {
                    position = consumer.position(partition);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
            }
        }
        return claims;
    }

    /** Where what has been committed ends: a publication that was cut short is not waited for. */
    private long end(TopicPartition partition) {
        try (Admin admin = Kafka.admin(target)) {
            return Kafka.await(admin.listOffsets(
                                    Map.of(partition, OffsetSpec.latest()),
                                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                            .partitionResult(partition))
                    .offset();
        }
    }

    private void write(Map<String, @Nullable ScorecardClaim> changes) {
        try (KafkaProducer<String, SpecificRecord> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            changes.forEach((key, claim) ->
                    producer.send(new ProducerRecord<>(target.topics().scorecards(), key, claim)));
            producer.commitTransaction();
        }
    }

    private Consumer<String, SpecificRecord> consumer() {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "upshot-scorecards");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), WireFormat.of(target.wire()).deserializer());
    }

    private KafkaProducer<String, SpecificRecord> producer() {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "upshot-scorecards");
        // Of this publication only: nobody is fenced, and what two write at once is the same.
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.topics().prefix() + "scorecards-" + UUID.randomUUID());
        return new KafkaProducer<>(
                settings,
                new StringSerializer(),
                WireFormat.of(target.ownWire()).serializer());
    }
}
