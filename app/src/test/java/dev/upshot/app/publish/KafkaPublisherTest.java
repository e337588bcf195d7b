package dev.upshot.app.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.Target;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import dev.upshot.wire.Topics;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

    /** Nobody listens on the first port. */
    private static final String NOWHERE = "127.0.0.1:1";

    private static final TimedEvent EVENT = TimedEvent.of(
            new ReviewEvent(
                    "d",
                    "s",
                    new Reviewer(ReviewerType.HUMAN, "desk"),
                    Verdict.ACCEPTED,
                    Instant.EPOCH,
                    null,
                    null,
                    null,
                    null),
            Instant.EPOCH);

    @Test
    void aBrokerThatIsAwayIsToldInOneLineWithWhatToDo() {
        assertThatThrownBy(() -> publishTo(Map.of("max.block.ms", "300")))
                .isInstanceOf(PublishException.class)
                .hasMessage("cannot write events to 127.0.0.1:1: Topic upshot.reviews not present in metadata after 300"
                        + " ms; check that the broker and the registry are up and the topics exist, then run again:"
                        + " events written twice count once");
    }

    @Test
    void settingsThatAreNotAProducersAreRefused() {
        assertThatThrownBy(() -> publishTo(Map.of("acks", "many")))
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("cannot set up a producer for 127.0.0.1:1: ")
                .hasMessageEndingWith("; check bootstrap.servers and the kafka.* settings");
    }

    private static void publishTo(Map<String, String> kafka) {
        Target target =
                new Target(NOWHERE, kafka, Map.of("schema.registry.url", "http://" + NOWHERE), new Topics("upshot."));
        try (KafkaPublisher publisher = KafkaPublisher.to(target)) {
            publisher.publish(EVENT);
        }
    }
}
