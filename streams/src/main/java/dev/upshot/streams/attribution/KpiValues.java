package dev.upshot.streams.attribution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one unit is worth in every KPI of a plan. Written while a journey is credited, and not any more once the unit has it.
 *
 * <p>Five numbers per KPI, side by side: whether it counts, value, divisor, open cases, their start. Cases by age are kept apart: only
 * durations have them.
 */
final class KpiValues {
    private static final int WIDTH = 5;

    private static final int[] NONE = {};

    private final long[] numbers;
    private int @Nullable [] @Nullable [] ages;

    KpiValues(int kpis) {
        numbers = new long[kpis * WIDTH];
    }

    void count(int kpi, long a, long b) {
        numbers[kpi * WIDTH] = 1;
        numbers[kpi * WIDTH + 1] = a;
        numbers[kpi * WIDTH + 2] = b;
    }

    void open(int kpi, long cases, long startOffset) {
        numbers[kpi * WIDTH + 3] = cases;
        numbers[kpi * WIDTH + 4] = startOffset;
    }

    void ages(int kpi, int[] places) {
        if (ages == null) {
            ages = new int[kpis()][];
        }
        ages[kpi] = places;
    }

    int kpis() {
        return numbers.length / WIDTH;
    }

    boolean counts(int kpi) {
        return numbers[kpi * WIDTH] != 0;
    }

    long a(int kpi) {
        return numbers[kpi * WIDTH + 1];
    }

    long b(int kpi) {
        return numbers[kpi * WIDTH + 2];
    }

    int open(int kpi) {
        return (int) numbers[kpi * WIDTH + 3];
    }

    long startOffset(int kpi) {
        return numbers[kpi * WIDTH + 4];
    }

    /** Where the cases are counted by age, in the order of their decisions. */
    int[] ages(int kpi) {
        int[] places = ages == null ? null : ages[kpi];
        return places == null ? NONE : places;
    }

    /** Whether the unit is in no KPI, neither counted nor open. */
    boolean isEmpty() {
        for (int kpi = 0; kpi < kpis(); kpi++) {
            if (counts(kpi) || open(kpi) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KpiValues that
                && Arrays.equals(numbers, that.numbers)
                && Arrays.deepEquals(ages, that.ages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
