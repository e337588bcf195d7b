package dev.upshot.app.verify;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import dev.upshot.app.verify.TopicReader.Extent;
import dev.upshot.event.PlanVersion;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Recomputes everything the reporting database should hold from the raw topics, and compares exactly. Works in the
 * reporting database itself, in a scratch schema that is never committed.
 */
public final class Verification {

    /** How often progress is told, in records. */
    private static final int TELL_EVERY = 8_192;

    private final Target target;
    private final Progress progress;

    private Verification(VerifySettings settings) {
        this.target = settings.target();
        this.progress = settings.progress();
    }

    /**
     * Reads the topics up to their committed ends as they are now. The answer is meaningful once the pipeline has
     * worked off all of them: see {@link Drain}. What was found is left in {@code ops.verifications}.
     *
     * @throws VerifyException if there is nothing to verify, or the broker or database cannot be used
     * @throws org.apache.kafka.common.KafkaException if the broker or registry cannot be used
     */
    public static VerifyReport run(VerifySettings settings) {
        Instant startedAt = Instant.now();
        VerifyReport report;
        try (Scratch scratch = Scratch.open(settings.database())) {
            report = new Verification(settings).run(scratch, Lag.of(settings.target(), settings.database()));
        } catch (SQLException e) {
            throw DatabaseTrouble.of(e);
        }
        return Receipt.leave(settings.database(), startedAt, Instant.now(), report)
                .map(report::noting)
                .orElse(report);
    }

    private VerifyReport run(Scratch scratch, List<Lag> lags) throws SQLException {
        Topics topics = target.topics();
        List<String> notes = new ArrayList<>();
        if (!lags.isEmpty()) {
            notes.add("the pipeline had not worked off all events: " + Lag.describe(lags));
        }
        long events;
        Recomputation recomputation;
        try (TopicReader reader = new TopicReader(target);
                Deserializer<SpecificRecord> deserializer =
                        WireFormat.of(target.wire()).deserializer()) {
            Collection<PlanVersion> plans =
                    PublishedPlans.read(reader.read(reader.extent(topics.plans())), deserializer);
            if (plans.isEmpty()) {
                throw VerifyException.notFound(
                        "nothing to verify: topic " + topics.plans() + " holds no plan. Start `upshot run` with one");
            }
            recomputation = Recomputation.in(scratch, plans);

            Extent decisions = reader.extent(topics.decisions());
            Extent outcomes = reader.extent(topics.outcomes());
            Extent reviews = reader.extent(topics.reviews());
            for (Extent extent : List.of(decisions, outcomes, reviews)) {
                if (extent.gone() > 0) {
                    notes.add("topic " + extent.topic() + " has lost its first " + extent.gone()
                            + " records: what was measured from them cannot be recomputed");
                }
            }
            long total = decisions.length() + outcomes.length() + reviews.length();
            Loader loader = new Loader(scratch.connection(), Decoder.of(deserializer));
            long loaded = loader.load(
                    EventTable.DECISIONS, decisions.partitions(), telling(reader.read(decisions), 0, total));
            loaded = loader.load(
                    EventTable.OUTCOMES, outcomes.partitions(), telling(reader.read(outcomes), loaded, total));
            loader.load(EventTable.REVIEWS, reviews.partitions(), telling(reader.read(reviews), loaded, total));
            events = loader.events();
            progress.at(total, total, "events");
        }
        recomputation.compute(progress);
        return recomputation.compare(events, notes);
    }

    private Iterator<ConsumerRecord<byte[], byte[]>> telling(
            Iterator<ConsumerRecord<byte[], byte[]>> records, long before, long total) {
        return new Iterator<>() {
            private long done = before;

            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public ConsumerRecord<byte[], byte[]> next() {
                if (++done % TELL_EVERY == 0) {
                    progress.at(done, total, "events");
                }
                return records.next();
            }
        };
    }
}
