package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TickHeaderTest {

    private static final long NOON = Samples.NOON.toEpochMilli();
    private static final long DAY = 86_400_000L;
    private static final long YEAR_10000 = 253_402_300_800_000L;
    private static final byte[] SOMETHING = {1};

    @Test
    void everyMomentComesBackAsItWasWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long at = random.nextLong(YEAR_10000);
            assertThat(TickHeader.at(headers(at))).hasValue(at);
            assertThat(TickHeader.accepted(headers(at), at)).hasValue(at);
        }
    }

    @Test
    void theBytesAreBigEndianMilliseconds() {
        assertThat(TickHeader.of(0x0102_0304_0506L).value()).containsExactly(0, 0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aTickHasTheHeaderAndNeitherKeyNorValue() {
        Headers tick = headers(NOON);
        assertThat(TickHeader.marks(null, null, tick)).isTrue();
        assertThat(TickHeader.marks(SOMETHING, null, tick)).isFalse();
        assertThat(TickHeader.marks(null, SOMETHING, tick)).isFalse();
        assertThat(TickHeader.marks(null, null, new RecordHeaders())).isFalse();
    }

    @Test
    void whatIsNotEightBytesLongTellsNoTime() {
        for (byte[] bytes : new byte[][] {null, {}, new byte[7], new byte[9]}) {
            Headers headers = new RecordHeaders().add(TickHeader.NAME, bytes);
            assertThat(TickHeader.marks(null, null, headers)).isTrue();
            assertThat(TickHeader.at(headers)).isEmpty();
            assertThat(TickHeader.accepted(headers, NOON)).isEmpty();
        }
        assertThat(TickHeader.at(new RecordHeaders())).isEmpty();
    }

    @Test
    void aTickMayBeADayAheadOfItsRecordAndNoMore() {
        assertThat(TickHeader.accepted(headers(NOON + DAY), NOON)).hasValue(NOON + DAY);
        assertThat(TickHeader.accepted(headers(NOON + DAY + 1), NOON)).isEmpty();
        assertThat(TickHeader.accepted(headers(0), NOON)).hasValue(0);
    }

    @Test
    void whatIsOutsideTheYears1970To9999IsNeitherWrittenNorAccepted() {
        for (long at : new long[] {-1, YEAR_10000, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> TickHeader.of(at))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Long.toString(at));
            Headers headers = new RecordHeaders()
                    .add(TickHeader.NAME, ByteBuffer.allocate(8).putLong(at).array());
            assertThat(TickHeader.at(headers)).hasValue(at);
            assertThat(TickHeader.accepted(headers, at)).isEmpty();
            assertThat(TickHeader.accepted(headers, Long.MAX_VALUE)).isEmpty();
        }
    }

    private static Headers headers(long at) {
        return new RecordHeaders().add(TickHeader.of(at));
    }
}
