package dev.upshot.app.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What a broker that refuses commits does to a publication; no real one refuses when asked to. */
class PublicationTest {
    private static final List<ProducerRecord<String, byte[]>> RECORDS =
            List.of(new ProducerRecord<>("topic", "key", "value".getBytes(UTF_8)));

    @Test
    void aRefusedTransactionIsWrittenAgainByANewProducer() {
        MockProducer<String, byte[]> refused = producer(new InvalidTxnStateException("refused"));
        MockProducer<String, byte[]> taken = producer(null);

        Publication.write(new ArrayDeque<>(List.of(refused, taken))::remove, RECORDS);

        assertThat(refused.closed()).isTrue();
        assertThat(refused.history()).isEmpty();
        assertThat(taken.history()).isEqualTo(RECORDS);
        assertThat(taken.closed()).isTrue();
    }

    @Test
    void oneThatIsRefusedAgainAndAgainIsTold() {
        Queue<MockProducer<String, byte[]>> producers = new ArrayDeque<>();
        for (int i = 0; i < 4; i++) {
            producers.add(producer(new InvalidTxnStateException("refused")));
        }

        assertThatThrownBy(() -> Publication.write(producers::remove, RECORDS))
                .isInstanceOf(InvalidTxnStateException.class);
        assertThat(producers).hasSize(1);
    }

    @Test
    void anyOtherFailureIsToldAtOnceForItMayHaveBeenCommitted() {
        MockProducer<String, byte[]> fenced = producer(new ProducerFencedException("fenced"));

        assertThatThrownBy(() -> Publication.write(new ArrayDeque<>(List.of(fenced))::remove, RECORDS))
                .isInstanceOf(ProducerFencedException.class);
        assertThat(fenced.closed()).isTrue();
    }

    private static MockProducer<String, byte[]> producer(KafkaException atCommit) {
        MockProducer<String, byte[]> producer =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        producer.commitTransactionException = atCommit;
        return producer;
    }
}
