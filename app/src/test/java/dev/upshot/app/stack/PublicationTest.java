package dev.upshot.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A publication is all or nothing, also where the broker forgets its transaction. */
class PublicationTest {
    private static final List<ProducerRecord<String, String>> RECORDS =
            List.of(new ProducerRecord<>("plans", "a", "1"), new ProducerRecord<>("plans", "b", "2"));
    private static final KafkaException UNKNOWN = new InvalidTxnStateException("no such transaction");

    private final List<MockProducer<String, String>> producers = new ArrayList<>();

    @Test
    void whatTheBrokerDidNotKnowIsWrittenAgainByAnother() {
        Publication.write(() -> next(producers.isEmpty() ? UNKNOWN : null), RECORDS);

        assertThat(producers).hasSize(2).allMatch(MockProducer::closed);
        assertThat(producers.get(0).history()).isEmpty();
        assertThat(producers.get(1).history()).isEqualTo(RECORDS);
    }

    @Test
    void aProducerThatHasMetItBeforeItsCommitNamesItAsTheCause() {
        KafkaException later = new KafkaException("in an error state", UNKNOWN);
        Publication.write(() -> next(producers.isEmpty() ? later : null), RECORDS);

        assertThat(producers.get(1).history()).isEqualTo(RECORDS);
    }

    @Test
    void whatWouldBeRefusedAgainIsToldAtOnceAndAnythingInTheEnd() {
        KafkaException forbidden = new TopicAuthorizationException("plans");
        assertThatThrownBy(() -> Publication.write(() -> next(forbidden), RECORDS))
                .isSameAs(forbidden);
        assertThat(producers).hasSize(1);

        assertThatThrownBy(() -> Publication.write(() -> next(UNKNOWN), RECORDS))
                .isSameAs(UNKNOWN);
        assertThat(producers).hasSize(4).allMatch(MockProducer::closed);
    }

    /** One more producer, whose commit fails with this. */
    private Producer<String, String> next(@Nullable KafkaException failure) {
        MockProducer<String, String> producer =
                new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        producer.commitTransactionException = failure;
        producers.add(producer);
        return producer;
    }
}
