package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.Cause;
import dev.upshot.streams.attribution.Restatement;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Identifies a restatement within one generation and one partition.
 *
 * <p>In the store {@code restatements}: ordinal of the cause (1 byte), index of the KPI or −1 (2), then the key of the
 * cell, see {@link CellKey}.
 *
 * @param cause what kind of correction
 * @param kpi index of the KPI in its plan, or {@link Restatement#NO_KPI}
 * @param cell the cell
 */
public record RestatementKey(Cause cause, int kpi, CellKey cell) {

    private static final int FIXED = 3;
    private static final Cause[] CAUSES = Cause.values();

    /** The key of a contribution under the plan with this ordinal, whose arm has this ordinal. */
    public static RestatementKey of(int plan, int arm, Restatement restatement) {
        CellKey cell = new CellKey(plan, arm, restatement.cohortDay(), restatement.segments());
        return new RestatementKey(restatement.cause(), restatement.kpi(), cell);
    }

    /** This key's bytes. */
    public byte[] bytes() {
        byte[] place = cell.bytes();
        return ByteBuffer.allocate(FIXED + place.length)
                .put((byte) cause.place())
                .putShort((short) kpi)
                .put(place)
                .array();
    }

    /** The key of these bytes. */
    public static RestatementKey of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Cause cause = CAUSES[in.get()];
        int kpi = in.getShort();
        return new RestatementKey(cause, kpi, CellKey.of(Arrays.copyOfRange(bytes, FIXED, bytes.length)));
    }
}
