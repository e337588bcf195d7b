package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.math.BigInteger;
import java.util.List;

/**
 * The moments of the cells of one plan, each a fixed-width array of bytes: the value in the stores {@code cells},
 * {@code partials} and {@code totals}.
 *
 * <pre>
 * decisions, reviewed, overturned, units, mixed units          8 bytes each
 * per KPI of the plan, in its order:   n 8, Σa 16, Σa² 16
 *     measured by pairs                Σb 16, Σb² 16, Σab 16   (see Plan.isPaired)
 *     duration                         open 8, Σ start 16
 * </pre>
 *
 * All numbers are big-endian two's complement. Sums are exact as long as they stay within 128 bits: values have at most
 * fifteen digits, so Σa² has room for more than 10⁸ units even if every one had the largest value. Arithmetic works on
 * the bytes in place: an update allocates nothing beyond the array.
 *
 * <p>Written by the measuring task with every event that changes a unit; never deleted, a cell may become all zero.
 */
public final class CellMoments {

    private static final int HEAD_NUMBERS = 5;
    private static final int SUM_A = 8;
    private static final int SQUARES_A = 24;
    private static final int UNPAIRED = 40;
    private static final int SUM_B = 40;
    private static final int SQUARES_B = 56;
    private static final int PRODUCTS = 72;
    private static final int PAIRED = 88;
    private static final int OPEN = 24;

    private final int[] place;
    private final boolean[] paired;
    private final boolean[] timed;
    private final int length;

    private CellMoments(Plan plan) {
        List<Kpi> kpis = plan.kpis();
        place = new int[kpis.size()];
        paired = new boolean[kpis.size()];
        timed = new boolean[kpis.size()];
        int at = HEAD_NUMBERS * ExactIntegers.SHORT;
        for (int k = 0; k < place.length; k++) {
            place[k] = at;
            paired[k] = plan.isPaired(kpis.get(k));
            timed[k] = kpis.get(k) instanceof DurationKpi;
            at = timeOf(k) + (timed[k] ? OPEN : 0);
        }
        length = at;
    }

    /** The moments of a plan's cells. */
    public static CellMoments of(Plan plan) {
        return new CellMoments(plan);
    }

    /** Where a KPI's open cases lie, behind its sums. */
    private int timeOf(int kpi) {
        return place[kpi] + (paired[kpi] ? PAIRED : UNPAIRED);
    }

    /** The moments of nothing. */
    public byte[] zero() {
        return new byte[length];
    }

    /** Adds a unit. */
    public void add(byte[] moments, CreditedUnit unit) {
        apply(moments, unit, 1);
    }

    /** Takes a unit away again. */
    public void subtract(byte[] moments, CreditedUnit unit) {
        apply(moments, unit, -1);
    }

    private void apply(byte[] moments, CreditedUnit unit, long sign) {
        ExactIntegers.add(moments, 0, sign * unit.decisions());
        ExactIntegers.add(moments, 8, sign * unit.reviewed());
        ExactIntegers.add(moments, 16, sign * unit.overturned());
        ExactIntegers.add(moments, 24, sign * unit.units());
        ExactIntegers.add(moments, 32, unit.mixed() ? sign : 0);
        for (int k = 0; k < place.length; k++) {
            if (unit.counts(k)) {
                applySums(moments, k, unit.a(k), unit.b(k), sign);
            }
            if (timed[k] && unit.open(k) != 0) {
                ExactIntegers.add(moments, timeOf(k), sign * unit.open(k));
                ExactIntegers.addWide(moments, timeOf(k) + 8, sign * unit.startOffset(k));
            }
        }
    }

    private void applySums(byte[] moments, int kpi, long a, long b, long sign) {
        int at = place[kpi];
        ExactIntegers.add(moments, at, sign);
        ExactIntegers.addWide(moments, at + SUM_A, sign * a);
        ExactIntegers.addProduct(moments, at + SQUARES_A, a, sign * a);
        if (paired[kpi]) {
            ExactIntegers.addWide(moments, at + SUM_B, sign * b);
            ExactIntegers.addProduct(moments, at + SQUARES_B, b, sign * b);
            ExactIntegers.addProduct(moments, at + PRODUCTS, a, sign * b);
        }
    }

    /** Adds other moments of the same plan, {@code moments += other}. */
    public void merge(byte[] moments, byte[] other) {
        requireOurs(moments);
        requireOurs(other);
        for (int i = 0; i < HEAD_NUMBERS; i++) {
            ExactIntegers.add(moments, 8 * i, ExactIntegers.get(other, 8 * i));
        }
        for (int k = 0; k < place.length; k++) {
            ExactIntegers.add(moments, place[k], ExactIntegers.get(other, place[k]));
            for (int at = place[k] + SUM_A; at < timeOf(k); at += ExactIntegers.WIDE) {
                ExactIntegers.addWide(moments, other, at);
            }
            if (timed[k]) {
                ExactIntegers.add(moments, timeOf(k), ExactIntegers.get(other, timeOf(k)));
                ExactIntegers.addWide(moments, other, timeOf(k) + 8);
            }
        }
    }

    /** The difference of two moments of the same plan, {@code after − before}. */
    public byte[] difference(byte[] after, byte[] before) {
        requireOurs(before);
        byte[] result = before.clone();
        for (int i = 0; i < HEAD_NUMBERS; i++) {
            negate(result, 8 * i);
        }
        for (int k = 0; k < place.length; k++) {
            negate(result, place[k]);
            for (int at = place[k] + SUM_A; at < timeOf(k); at += ExactIntegers.WIDE) {
                ExactIntegers.negateWide(result, at);
            }
            if (timed[k]) {
                negate(result, timeOf(k));
                ExactIntegers.negateWide(result, timeOf(k) + 8);
            }
        }
        merge(result, after);
        return result;
    }

    private static void negate(byte[] moments, int at) {
        ExactIntegers.set(moments, at, Math.negateExact(ExactIntegers.get(moments, at)));
    }

    /** Whether there is nothing in these moments: no decision, no unit, nothing that counts or is open in any KPI. */
    public boolean isEmpty(byte[] moments) {
        CellHead head = head(moments);
        boolean empty = head.decisions() == 0 && head.units() == 0;
        for (int k = 0; k < place.length; k++) {
            empty &= ExactIntegers.get(moments, place[k]) == 0;
            empty &= !timed[k] || ExactIntegers.get(moments, timeOf(k)) == 0;
        }
        return empty;
    }

    /** Whether the KPI of this index is measured by pairs. */
    public boolean isPaired(int kpi) {
        return paired[kpi];
    }

    /** What is counted once. */
    public CellHead head(byte[] moments) {
        return new CellHead(
                ExactIntegers.get(moments, 0),
                ExactIntegers.get(moments, 8),
                ExactIntegers.get(moments, 16),
                ExactIntegers.get(moments, 24),
                ExactIntegers.get(moments, 32));
    }

    /** Writes what is counted once. */
    public void setHead(byte[] moments, CellHead head) {
        ExactIntegers.set(moments, 0, head.decisions());
        ExactIntegers.set(moments, 8, head.reviewed());
        ExactIntegers.set(moments, 16, head.overturned());
        ExactIntegers.set(moments, 24, head.units());
        ExactIntegers.set(moments, 32, head.mixedUnits());
    }

    /** The sums of the KPI of this index. */
    public KpiSums sums(byte[] moments, int kpi) {
        int at = place[kpi];
        int time = timeOf(kpi);
        return new KpiSums(
                ExactIntegers.get(moments, at),
                ExactIntegers.getWide(moments, at + SUM_A),
                ExactIntegers.getWide(moments, at + SQUARES_A),
                paired[kpi] ? ExactIntegers.getWide(moments, at + SUM_B) : BigInteger.ZERO,
                paired[kpi] ? ExactIntegers.getWide(moments, at + SQUARES_B) : BigInteger.ZERO,
                paired[kpi] ? ExactIntegers.getWide(moments, at + PRODUCTS) : BigInteger.ZERO,
                timed[kpi] ? ExactIntegers.get(moments, time) : 0,
                timed[kpi] ? ExactIntegers.getWide(moments, time + 8) : BigInteger.ZERO);
    }

    /**
     * Writes the sums of the KPI of this index, those that it has.
     *
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public void setSums(byte[] moments, int kpi, KpiSums sums) {
        int at = place[kpi];
        ExactIntegers.set(moments, at, sums.n());
        ExactIntegers.setWide(moments, at + SUM_A, sums.sumA());
        ExactIntegers.setWide(moments, at + SQUARES_A, sums.sumSquaresA());
        if (paired[kpi]) {
            ExactIntegers.setWide(moments, at + SUM_B, sums.sumB());
            ExactIntegers.setWide(moments, at + SQUARES_B, sums.sumSquaresB());
            ExactIntegers.setWide(moments, at + PRODUCTS, sums.sumProducts());
        }
        if (timed[kpi]) {
            ExactIntegers.set(moments, timeOf(kpi), sums.open());
            ExactIntegers.setWide(moments, timeOf(kpi) + 8, sums.openStartSum());
        }
    }

    private void requireOurs(byte[] moments) {
        if (moments.length != length) {
            throw new IllegalArgumentException(
                    "moments of another plan: " + moments.length + " bytes instead of " + length);
        }
    }
}
