package dev.upshot.app.plans;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.app.Target;
import dev.upshot.app.stack.LatestRecords;
import dev.upshot.app.stack.Publication;
import dev.upshot.event.PlanVersion;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.record.PlanRecords;
import dev.upshot.wire.WireFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;

/** Reads and writes the topic of plans: one partition, compacted, the key is {@code [use case, version]}. */
final class PlanTopic {
    private final Target target;

    PlanTopic(Target target) {
        this.target = target;
    }

    /**
     * All plans published so far, the latest of each key, in the order of their first publication. A publication whose
     * transaction is still open is waited for: it ends or times out.
     */
    Collection<PublishedPlan> read() {
        return LatestRecords.of(target, target.topics().plans(), PlanVersion.class, IsolationLevel.READ_UNCOMMITTED)
                .values()
                .stream()
                .map(version -> new PublishedPlan(version.getGeneration(), PlanRecords.fromRecord(version)))
                .toList();
    }

    /** Publishes plans as one generation: all of them or none. */
    void publish(String generation, Collection<Plan> plans) {
        List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();
        for (Plan plan : plans) {
            records.add(
                    new ProducerRecord<>(target.topics().plans(), key(plan), PlanRecords.toRecord(plan, generation)));
        }
        Publication.write(target, "plans", WireFormat.of(target.ownWire()).serializer(), records);
    }

    private static String key(Plan plan) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(plan.useCase())
                .add(plan.version())
                .toString();
    }
}
