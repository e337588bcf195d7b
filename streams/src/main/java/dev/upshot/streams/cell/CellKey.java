package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.CreditedUnit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Identifies a cell within one generation and one partition.
 *
 * <p>In the store {@code cells}: plan ordinal (2 bytes), arm ordinal (2), cohort day (4), then the segment values, each
 * as UTF-8 behind its length (2).
 *
 * @param plan ordinal of the plan in its generation
 * @param arm ordinal of the arm in its plan
 * @param cohortDay UTC day, days since the epoch
 * @param segments values of the plan's dimensions, in the plan's order
 */
public record CellKey(int plan, int arm, int cohortDay, List<String> segments) {

    private static final int FIXED = 8;

    /** The key's bytes for a unit of the plan with this ordinal, whose arm has this ordinal. */
    public static byte[] bytes(int plan, int arm, CreditedUnit unit) {
        return bytes(plan, arm, unit.cohortDay(), unit.segments());
    }

    private static byte[] bytes(int plan, int arm, int cohortDay, List<String> segments) {
        byte[][] texts = new byte[segments.size()][];
        int length = FIXED;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = segments.get(i).getBytes(StandardCharsets.UTF_8);
            length += 2 + texts[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(length)
                .putShort((short) plan)
                .putShort((short) arm)
                .putInt(cohortDay);
        for (byte[] text : texts) {
            out.putShort((short) text.length).put(text);
        }
        return out.array();
    }

    /** This key's bytes. */
    public byte[] bytes() {
        return bytes(plan, arm, cohortDay, segments);
    }

    /** The key of these bytes. */
    public static CellKey of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int plan = in.getShort();
        int arm = in.getShort();
        int day = in.getInt();
        String[] segments = new String[8];
        int count = 0;
        while (in.hasRemaining()) {
            byte[] text = new byte[in.getShort()];
            in.get(text);
            if (count == segments.length) {
                segments = Arrays.copyOf(segments, 2 * count);
            }
            segments[count++] = new String(text, StandardCharsets.UTF_8);
        }
        return new CellKey(plan, arm, day, List.of(Arrays.copyOf(segments, count)));
    }
}
