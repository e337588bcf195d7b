package dev.upshot.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Whether the end of a partition holds anything a stage would ever see. */
class TailsTest {
    private static final TopicPartition PARTITION = new TopicPartition("decisions", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Tails tails = new Tails(consumer);

    @Test
    void aRecordIsBehindAndAMarkerIsNot() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>("decisions", 0, 5, new byte[0], new byte[0])));
        assertThat(tails.behind(PARTITION, 5, 7)).isEqualTo(2);

        consumer.schedulePollTask(() -> consumer.seek(PARTITION, 7));
        assertThat(tails.behind(PARTITION, 6, 7)).isZero();
        assertThat(tails.behind(PARTITION, 7, 7)).isZero();
    }

    @Test
    void whatASlowBrokerDidNotShowIsLookedAtAgain() {
        assertThat(tails.behind(PARTITION, 5, 6)).isEqualTo(1);

        consumer.schedulePollTask(() -> consumer.seek(PARTITION, 6));
        assertThat(tails.behind(PARTITION, 5, 6)).isZero();
    }
}
