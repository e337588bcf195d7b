package dev.upshot.wire;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** How the registry's subject of a value is named. */
public enum SubjectStrategy {
    /** {@code <topic>-value}: one type per topic. Confluent's {@code TopicNameStrategy}. */
    TOPIC,

    /** {@code <topic>-<full name of the record>}: several types in a topic. Confluent's {@code TopicRecordNameStrategy}. */
    TOPIC_RECORD,

    /** The three input events {@link #TOPIC}, everything else {@link #TOPIC_RECORD}: right for all of Upshot's topics. */
    BY_RECORD;

    /** The configuration key, as Confluent names it. */
    public static final String CONFIG = "value.subject.name.strategy";

    private static final Set<String> INPUTS = Set.of(
            DecisionEvent.getClassSchema().getFullName(),
            OutcomeEvent.getClassSchema().getFullName(),
            ReviewEvent.getClassSchema().getFullName());

    /**
     * Reads the configured value: {@code topic}, {@code topic_record}, or the name of Confluent's class; unset is
     * {@link #BY_RECORD}.
     *
     * @throws ConfigException if it is none of these
     */
    static SubjectStrategy configured(@Nullable Object value) {
        if (value == null) {
            return BY_RECORD;
        }
        String name = value instanceof Class<?> type ? type.getName() : value.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "topic", "TopicNameStrategy" -> TOPIC;
            case "topic_record", "TopicRecordNameStrategy" -> TOPIC_RECORD;
            default -> throw new ConfigException(CONFIG, value, "use topic or topic_record, or leave it unset");
        };
    }

    /** Returns the subject under which the schema of a record is registered. */
    public String subject(String topic, String recordFullName) {
        return byTopicAlone(recordFullName) ? topic + "-value" : topic + "-" + recordFullName;
    }

    /** Whether the subject of this record is named by its topic alone. */
    boolean byTopicAlone(String recordFullName) {
        return this == TOPIC || this == BY_RECORD && INPUTS.contains(recordFullName);
    }
}
