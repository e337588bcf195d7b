package dev.upshot.app.scorecards;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.LatestRecords;
import dev.upshot.app.stack.Publication;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.report.Audience;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.form.OfficialClaim;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.wire.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The topic of scorecards: one partition, compacted, the key is {@code [use case, KPI, arm]}. What it holds is read
 * before anything is written, so that an unchanged claim is not published twice, whoever published it and whenever.
 */
public final class ScorecardTopic {
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
            new TopicSetup(admin, target.topics()).ensureSingle(target.topics().scorecards());
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
        return LatestRecords.of(
                target, target.topics().scorecards(), ScorecardClaim.class, IsolationLevel.READ_COMMITTED);
    }

    private void write(Map<String, @Nullable ScorecardClaim> changes) {
        List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();
        changes.forEach(
                (key, claim) -> records.add(new ProducerRecord<>(target.topics().scorecards(), key, claim)));
        Publication.write(target, "scorecards", WireFormat.of(target.ownWire()).serializer(), records);
    }
}
