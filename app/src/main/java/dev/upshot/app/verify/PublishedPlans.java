package dev.upshot.app.verify;

import dev.upshot.event.PlanVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The plans that hold: of each key of the plans topic the latest value, unless it is null. */
final class PublishedPlans {

    private PublishedPlans() {}

    static Collection<PlanVersion> read(
            Iterator<ConsumerRecord<byte[], byte[]>> records, Deserializer<SpecificRecord> deserializer) {
        Map<String, PlanVersion> latest = new TreeMap<>();
        while (records.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = records.next();
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, plan(record, deserializer));
            }
        }
        return latest.values();
    }

    private static PlanVersion plan(ConsumerRecord<byte[], byte[]> record, Deserializer<SpecificRecord> deserializer) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        try {
            if (deserializer.deserialize(record.topic(), record.value()) instanceof PlanVersion plan) {
                return plan;
            }
        } catch (SerializationException e) {
            throw VerifyException.unavailable("the plan at " + place + " cannot be read: publish it again", e);
        }
        throw VerifyException.unavailable("the record at " + place + " is not a plan: publish the plan again");
    }
}
