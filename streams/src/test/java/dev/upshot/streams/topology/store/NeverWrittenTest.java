package dev.upshot.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What a store knows of keys it never held. */
class NeverWrittenTest {

    private final NeverWritten never = new NeverWritten();

    @Test
    void is_never_sure_of_a_key_that_was_written() {
        for (int i = 0; i < 300_000; i++) {
            never.wrote(key(i));
        }
        for (int i = 0; i < 300_000; i++) {
            assertThat(never.isSureOf(key(i))).as("key %d", i).isFalse();
        }
    }

    @Test
    void is_sure_of_nearly_all_others() {
        for (int i = 0; i < 300_000; i++) {
            never.wrote(key(i));
        }
        int sure = 0;
        for (int i = 300_000; i < 600_000; i++) {
            sure += never.isSureOf(key(i)) ? 1 : 0;
        }
        assertThat(sure).isGreaterThan(297_000);
    }

    private static Bytes key(int i) {
        return Bytes.wrap(("s-1-" + i).getBytes(StandardCharsets.UTF_8));
    }
}
