package dev.upshot.streams.attribution;

import java.util.Arrays;

/**
 * What each decision of a view is worth in one KPI while it is added up. Sums are kept in two halves of 32 bits, so that neither a
 * million values of fifteen digits nor their total can overflow.
 */
final class DecisionValues {
    private static final long LOW = 0xFFFF_FFFFL;

    /** Beyond this many times 2³² every total is larger than fifteen digits. */
    private static final long MOST_HIGH = 1L << 20;

    /** Per decision, side by side: how many outcomes are credited, the halves of the sum, the state, the start of an open case,
     *  one more than its place by age. */
    private static final int WIDTH = 6;

    private static final int CREDITED = 0;
    private static final int HIGH = 1;
    private static final int LOW_HALF = 2;
    private static final int STATE = 3;
    private static final int OPENED_AT = 4;
    private static final int AGE = 5;

    private static final long COUNTS = 1;
    private static final long OPEN = 2;

    private final long[] numbers;
    private boolean anyAge;

    DecisionValues(int decisions) {
        numbers = new long[decisions * WIDTH];
    }

    /** Credits an outcome's share to a decision. */
    void credit(int decision, long share) {
        numbers[decision * WIDTH + CREDITED]++;
        add(decision, share);
    }

    void add(int decision, long value) {
        numbers[decision * WIDTH + HIGH] += value >> 32;
        numbers[decision * WIDTH + LOW_HALF] += value & LOW;
    }

    long credited(int decision) {
        return numbers[decision * WIDTH + CREDITED];
    }

    /** The sum so far, of a decision whose values are few and small. */
    long small(int decision) {
        return (numbers[decision * WIDTH + HIGH] << 32) + numbers[decision * WIDTH + LOW_HALF];
    }

    /** Sets the value, of a decision whose values are few and small. */
    void set(int decision, long value) {
        numbers[decision * WIDTH + HIGH] = value >> 32;
        numbers[decision * WIDTH + LOW_HALF] = value & LOW;
    }

    void count(int decision) {
        numbers[decision * WIDTH + STATE] = COUNTS;
    }

    void open(int decision, long since) {
        numbers[decision * WIDTH + STATE] = OPEN;
        numbers[decision * WIDTH + OPENED_AT] = since;
    }

    /** Says where a case is counted by age; {@link AgeBins#NOWHERE} for nowhere. */
    void age(int decision, int place) {
        anyAge = true;
        numbers[decision * WIDTH + AGE] = place + 1L;
    }

    /** Adds up a unit's decisions, {@code from} up to below {@code until}, into a KPI's place. */
    void total(int from, int until, long cap, long cohortStart, KpiValues into, int kpi) {
        int n = 0;
        long highSum = 0;
        long lowSum = 0;
        int cases = 0;
        long offset = 0;
        for (int at = from * WIDTH; at < until * WIDTH; at += WIDTH) {
            if (numbers[at + STATE] == COUNTS) {
                n++;
                highSum += numbers[at + HIGH];
                lowSum += numbers[at + LOW_HALF];
            } else if (numbers[at + STATE] == OPEN) {
                cases++;
                offset += numbers[at + OPENED_AT] - cohortStart;
            }
        }
        if (n > 0) {
            into.count(kpi, clamped(highSum, lowSum, cap), n);
        }
        if (anyAge) {
            ages(from, until, into, kpi);
        }
        if (cases > 0) {
            into.open(kpi, cases, offset);
        }
    }

    private void ages(int from, int until, KpiValues into, int kpi) {
        int[] ages = new int[until - from];
        int count = 0;
        for (int at = from * WIDTH; at < until * WIDTH; at += WIDTH) {
            if (numbers[at + AGE] > 0) {
                ages[count++] = (int) numbers[at + AGE] - 1;
            }
        }
        if (count > 0) {
            into.ages(kpi, Arrays.copyOf(ages, count));
        }
    }

    private static long clamped(long highSum, long lowSum, long cap) {
        long carried = highSum + (lowSum >> 32);
        if (carried >= MOST_HIGH) {
            return cap;
        }
        if (carried < -MOST_HIGH) {
            return -cap;
        }
        long sum = (carried << 32) + (lowSum & LOW);
        return Math.max(-cap, Math.min(cap, sum));
    }
}
