package dev.upshot.streams.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record lies where its subject's other records lie: key = subject id, partition = Kafka's default for that
 * key. Everything after it relies on decisions, outcomes and reviews of a subject meeting in one partition.
 */
final class KeyCheck {

    private final int partitions;

    KeyCheck(int partitions) {
        this.partitions = partitions;
    }

    @Nullable
    Reason refuse(String subjectId, byte @Nullable [] key, int partition) {
        if (key == null) {
            return Reason.NULL_KEY;
        }
        if (!isUtf8Of(subjectId, key)) {
            return Reason.KEY_MISMATCH;
        }
        return Utils.toPositive(Utils.murmur2(key)) % partitions == partition ? null : Reason.WRONG_PARTITION;
    }

    /** Compares without a copy where the text is ASCII, as ids nearly always are. */
    private static boolean isUtf8Of(String text, byte[] utf8) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8);
            }
            if (i >= utf8.length || utf8[i] != c) {
                return false;
            }
        }
        return length == utf8.length;
    }
}
