package dev.upshot.app.erase;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.Publication;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.sink.table.Erasure;
import dev.upshot.sink.table.Erasure.Erased;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Erases subjects: from the database first, so that nothing comes back, then from the ledger's topic, and tells of it on the
 * topic of erasures, for databases built anew and for others that read the same topics.
 */
public final class EraseRun {
    private static final int LONGEST_ID = 128;

    /** Some editors put it before the first line; it is no part of an id. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private EraseRun() {}

    /**
     * Reads the ids of subjects, one per line as it stands; empty lines are skipped.
     *
     * @throws CommandFailure if there is none, or a line cannot be an id; the message names the line and not what is in it
     */
    public static Set<String> subjects(BufferedReader lines) throws IOException {
        Set<String> subjects = new LinkedHashSet<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(BYTE_ORDER_MARK.length());
            }
            if (line.length() > LONGEST_ID) {
                throw CommandFailure.usage("line " + number + " is longer than " + LONGEST_ID
                        + " characters and cannot be a subject id: give one id per line");
            }
            if (!line.isEmpty()) {
                subjects.add(line);
            }
        }
        if (subjects.isEmpty()) {
            throw CommandFailure.usage("no subject id was given: one per line, in a file or on standard input");
        }
        return subjects;
    }

    /**
     * Erases; may be repeated, after a failure too.
     *
     * @throws dev.upshot.sink.database.ReportingDatabaseException if the database cannot be used: then nothing was erased
     * @throws org.apache.kafka.common.KafkaException if the broker or the registry cannot be used: if the broker does not tell how
     *     long the event topics keep, nothing was erased; if one fails after that, the database is done and neither topic is
     * @throws CommandFailure if a topic is missing, or that of erasures cannot be created: then nothing was erased
     */
    public static Receipt erase(Target target, DataSource database, Set<String> subjects) {
        // First, while nothing is lost yet: without it there would be an erasure and no receipt.
        List<Keeping> keepings;
        try (Admin admin = Kafka.admin(target)) {
            TopicSetup topics = new TopicSetup(admin, target.topics());
            requireTopics(target, topics.partitions().keySet());
            topics.ensureSingle(target.topics().erasures());
            keepings = Keeping.of(admin, target.topics());
        }
        List<Erased> erased = Erasure.of(database, subjects);
        List<ProducerRecord<String, SpecificRecord>> tombstones = new LedgerTopic(target).tombstones(erased);
        List<ProducerRecord<String, SpecificRecord>> records =
                new ArrayList<>(ErasureRecords.of(target.topics().erasures(), erased));
        records.addAll(tombstones);
        if (!records.isEmpty()) {
            Publication.write(target, "erase", WireFormat.of(target.ownWire()).serializer(), records);
        }
        return new Receipt(subjects.size(), erased, tombstones.size(), keepings);
    }

    /** With another prefix nothing would be found in the topics, and the receipt would say so as if nothing were there. */
    private static void requireTopics(Target target, Set<String> existing) {
        Topics topics = target.topics();
        Stream.concat(topics.inputs().stream(), Stream.of(topics.quarantine(), topics.ledger()))
                .filter(topic -> !existing.contains(topic))
                .findFirst()
                .ifPresent(missing -> {
                    throw CommandFailure.notFound(
                            "topic " + missing + " does not exist on " + target.bootstrapServers()
                                    + ", so nothing was erased: check the topic prefix, or start `upshot run` once, which creates it");
                });
    }
}
