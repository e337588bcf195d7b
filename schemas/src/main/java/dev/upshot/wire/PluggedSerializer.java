package dev.upshot.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A site's own serializer, for example Confluent's. Those know one subject strategy per instance, and Upshot's topics
 * need two, so there are two instances unless the configuration insists on one strategy.
 */
final class PluggedSerializer implements Serializer<SpecificRecord> {

    private static final String BY_TOPIC_RECORD = "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy";

    private final Serializer<Object> byTopic;
    private final Serializer<Object> byTopicAndRecord;

    PluggedSerializer(Supplier<Serializer<?>> instances, Map<String, Object> config) {
        byTopic = configured(instances.get(), config);
        if (config.containsKey(SubjectStrategy.CONFIG)) {
            byTopicAndRecord = byTopic;
        } else {
            Map<String, Object> other = new HashMap<>(config);
            other.put(SubjectStrategy.CONFIG, BY_TOPIC_RECORD);
            byTopicAndRecord = configured(instances.get(), other);
        }
    }

    @SuppressWarnings("unchecked") // It is asked for records only; what it cannot write it refuses itself.
    private static Serializer<Object> configured(Serializer<?> instance, Map<String, Object> config) {
        instance.configure(config, false);
        return (Serializer<Object>) instance;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        if (data == null) {
            return null;
        }
        boolean byTopicAlone =
                SubjectStrategy.BY_RECORD.byTopicAlone(data.getSchema().getFullName());
        return (byTopicAlone ? byTopic : byTopicAndRecord).serialize(topic, data);
    }

    @Override
    public void close() {
        byTopic.close();
        if (byTopicAndRecord != byTopic) {
            byTopicAndRecord.close();
        }
    }
}
