package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.Progress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Topics TOPICS = Topics.withDefaultPrefix();

    private static String name(Class<? extends SpecificRecord> type) {
        return type.getName();
    }

    @Test
    void everyNameStartsWithThePrefix() {
        assertThat(TOPICS.inputs()).containsExactly("upshot.decisions", "upshot.outcomes", "upshot.reviews");
        assertThat(TOPICS.all())
                .hasSize(10)
                .containsAll(TOPICS.inputs())
                .allMatch(topic -> topic.startsWith("upshot."));
        assertThat(new Topics("").quarantine()).isEqualTo("quarantine");
    }

    @Test
    void aPrefixNoTopicCanHaveIsRefused() {
        for (String prefix : new String[] {"up shot.", "ups/hot", "é", "x".repeat(201)}) {
            assertThatThrownBy(() -> new Topics(prefix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(prefix)
                    .hasMessageContaining("letters, digits");
        }
    }

    @Test
    void subjectsOfInputsAreNamedByTopicAndOthersByRecordToo() {
        assertThat(TOPICS.subjects(TOPICS.decisions()).subject(TOPICS.decisions(), name(DecisionEvent.class)))
                .isEqualTo("upshot.decisions-value");
        assertThat(TOPICS.subjects(TOPICS.cells()).subject(TOPICS.cells(), name(Progress.class)))
                .isEqualTo("upshot.cells-dev.upshot.event.Progress");
    }

    @Test
    void anUnconfiguredSerializerNamesSubjectsAsTheTopicsDo() {
        Samples.all().forEach(record -> {
            String type = record.getSchema().getFullName();
            String topic = Samples.topic(TOPICS, record);
            assertThat(SubjectStrategy.configured(null).subject(topic, type))
                    .isEqualTo(TOPICS.subjects(topic).subject(topic, type));
        });
    }

    @Test
    void aStrategyIsConfiguredByOurWordOrConfluentsClass() {
        String confluent = "io.confluent.kafka.serializers.subject.";
        assertThat(SubjectStrategy.configured("topic")).isEqualTo(SubjectStrategy.TOPIC);
        assertThat(SubjectStrategy.configured(confluent + "TopicNameStrategy")).isEqualTo(SubjectStrategy.TOPIC);
        assertThat(SubjectStrategy.configured("topic_record")).isEqualTo(SubjectStrategy.TOPIC_RECORD);
        assertThat(SubjectStrategy.configured(confluent + "TopicRecordNameStrategy"))
                .isEqualTo(SubjectStrategy.TOPIC_RECORD);
        assertThatThrownBy(() -> SubjectStrategy.configured("record"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.subject.name.strategy")
                .hasMessageContaining("use topic or topic_record");
    }
}
