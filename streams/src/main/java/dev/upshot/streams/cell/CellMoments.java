package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.attribution.Half;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.Arrays;
import java.util.List;

/**
 * The moments of the cells of one plan, each a fixed-width array of bytes: the value in the stores {@code cells},
 * {@code partials} and {@code totals}.
 *
 * <pre>
 * decisions, reviewed, overturned, units, mixed units          8 bytes each
 * per KPI of the plan, in its order: what {@link KpiPlace} lists
 * in the baseline's cells alone: once more per KPI, of the units of the odd half, see {@link Half}
 * </pre>
 *
 * All numbers are big-endian two's complement. Sums are exact as long as they stay within 128 bits: values have at most
 * fifteen digits, so Σa² has room for more than 10⁸ units even if every one had the largest value. Arithmetic works on
 * the bytes in place: an update allocates nothing beyond the array. Which sums a KPI has follows from the plan, and what
 * a plan does not ask for takes no place and no time. Whether moments have halves shows in their length.
 *
 * <p>Written by the measuring task with every event that changes a unit; never deleted, a cell may become all zero. Not
 * for use by several threads.
 */
public final class CellMoments {

    private static final int HEAD_NUMBERS = 5;
    private static final int HEAD = HEAD_NUMBERS * ExactIntegers.SHORT;

    private final KpiPlace[] places;
    private final int[] numbers;
    private final int[] sums;
    private final UnitPosting posting;
    private final int length;
    private final Half half = new Half();

    private CellMoments(Plan plan) {
        List<Kpi> kpis = plan.kpis();
        places = new KpiPlace[kpis.size()];
        int at = HEAD;
        for (int k = 0; k < places.length; k++) {
            places[k] = KpiPlace.of(plan, kpis.get(k), at);
            at = places[k].end();
        }
        length = at;
        posting = new UnitPosting(plan.weightPlace());
        numbers = Arrays.stream(places).flatMapToInt(KpiPlace::numbers).toArray();
        sums = Arrays.stream(places).flatMapToInt(KpiPlace::sums).toArray();
    }

    /** The moments of a plan's cells. */
    public static CellMoments of(Plan plan) {
        return new CellMoments(plan);
    }

    /** The moments of nothing, in a candidate's cell. */
    public byte[] zero() {
        return new byte[length];
    }

    /** The moments of nothing, in the baseline's cell: with the odd half. */
    public byte[] zeroWithHalf() {
        return new byte[length + shift()];
    }

    /** The moments of nothing, in a cell of the arm of this ordinal; the baseline is 0. */
    public byte[] zero(int arm) {
        return arm == 0 ? zeroWithHalf() : zero();
    }

    /** Moments of nothing for each of so many arms, the baseline first. */
    public byte[][] zeros(int arms) {
        byte[][] zeros = new byte[arms][];
        for (int arm = 0; arm < arms; arm++) {
            zeros[arm] = zero(arm);
        }
        return zeros;
    }

    /** How far the odd half's numbers lie behind those of all. */
    private int shift() {
        return length - HEAD;
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
        applyKpis(moments, 0, unit, sign);
        if (moments.length > length && half.isOdd(unit)) {
            applyKpis(moments, shift(), unit, sign);
        }
    }

    private void applyKpis(byte[] moments, int shift, CreditedUnit unit, long sign) {
        for (int k = 0; k < places.length; k++) {
            posting.post(moments, shift, places[k], unit, k, sign);
        }
    }

    /** Adds other moments of the same plan, {@code moments += other}; both have halves or none. */
    public void merge(byte[] moments, byte[] other) {
        requireOurs(moments);
        requireSameHalves(moments, other);
        for (int i = 0; i < HEAD_NUMBERS; i++) {
            ExactIntegers.add(moments, 8 * i, ExactIntegers.get(other, 8 * i));
        }
        mergeKpis(moments, other, 0);
        if (moments.length > length) {
            mergeKpis(moments, other, shift());
        }
    }

    private void mergeKpis(byte[] moments, byte[] other, int shift) {
        for (int at : numbers) {
            ExactIntegers.add(moments, shift + at, ExactIntegers.get(other, shift + at));
        }
        for (int at : sums) {
            ExactIntegers.addWide(moments, other, shift + at);
        }
    }

    /** The difference of two moments of the same plan, {@code after − before}; both have halves or none. */
    public byte[] difference(byte[] after, byte[] before) {
        requireOurs(before);
        byte[] result = before.clone();
        for (int i = 0; i < HEAD_NUMBERS; i++) {
            negate(result, 8 * i);
        }
        negateKpis(result, 0);
        if (result.length > length) {
            negateKpis(result, shift());
        }
        merge(result, after);
        return result;
    }

    private void negateKpis(byte[] moments, int shift) {
        for (int at : numbers) {
            negate(moments, shift + at);
        }
        for (int at : sums) {
            ExactIntegers.negateWide(moments, shift + at);
        }
    }

    private static void negate(byte[] moments, int at) {
        ExactIntegers.set(moments, at, Math.negateExact(ExactIntegers.get(moments, at)));
    }

    /** Whether there is nothing in these moments: no decision, no unit, nothing that counts or is open in any KPI. */
    public boolean isEmpty(byte[] moments) {
        CellHead head = head(moments);
        boolean empty = head.decisions() == 0 && head.units() == 0;
        for (KpiPlace place : places) {
            empty &= ExactIntegers.get(moments, place.at()) == 0;
            empty &= !place.isTimed() || ExactIntegers.get(moments, place.time()) == 0;
        }
        return empty;
    }

    /** Whether the KPI of this index is measured by pairs. */
    public boolean isPaired(int kpi) {
        return places[kpi].isPaired();
    }

    /** Whether there are sums of the odd half among these moments. */
    public boolean hasHalf(byte[] moments) {
        return moments.length > length;
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
        return places[kpi].read(moments, 0);
    }

    /** The sums of the KPI of this index over the odd half; the moments must have it. */
    public KpiSums oddHalf(byte[] moments, int kpi) {
        return places[kpi].read(moments, shift());
    }

    /**
     * Writes the sums of the KPI of this index, those that it has.
     *
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public void setSums(byte[] moments, int kpi, KpiSums sums) {
        places[kpi].write(moments, 0, sums);
    }

    /**
     * Writes the sums of the KPI of this index over the odd half; the moments must have it.
     *
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public void setOddHalf(byte[] moments, int kpi, KpiSums sums) {
        places[kpi].write(moments, shift(), sums);
    }

    private void requireSameHalves(byte[] moments, byte[] other) {
        requireOurs(other);
        if (moments.length != other.length) {
            throw new IllegalArgumentException("moments with and without halves do not add up");
        }
    }

    private void requireOurs(byte[] moments) {
        if (moments.length != length && moments.length != length + shift()) {
            throw new IllegalArgumentException("moments of another plan: " + moments.length + " bytes instead of "
                    + length + ", with halves " + (length + shift()));
        }
    }
}
