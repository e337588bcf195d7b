package dev.upshot.streams.attribution;

/**
 * What each decision of a view is worth in one KPI while it is added up. Sums are kept in two halves of 32 bits, so that neither a
 * million values of fifteen digits nor their total can overflow.
 */
final class DecisionValues {
    private static final long LOW = 0xFFFF_FFFFL;

    /** Beyond this many times 2³² every total is larger than fifteen digits. */
    private static final long MOST_HIGH = 1L << 20;

    private final int[] credited;
    private final boolean[] counts;
    private final long[] high;
    private final long[] low;
    private final int[] open;
    private final long[] openedAt;

    DecisionValues(int decisions, boolean duration) {
        credited = new int[decisions];
        counts = new boolean[decisions];
        high = new long[decisions];
        low = new long[decisions];
        open = duration ? new int[decisions] : NO_CASES;
        openedAt = duration ? new long[decisions] : NO_TIMES;
    }

    private static final int[] NO_CASES = {};
    private static final long[] NO_TIMES = {};

    /** Credits an outcome's share to a decision. */
    void credit(int decision, long share) {
        credited[decision]++;
        add(decision, share);
    }

    void add(int decision, long value) {
        high[decision] += value >> 32;
        low[decision] += value & LOW;
    }

    int credited(int decision) {
        return credited[decision];
    }

    /** The sum so far, of a decision whose values are few and small. */
    long small(int decision) {
        return (high[decision] << 32) + low[decision];
    }

    /** Sets the value, of a decision whose values are few and small. */
    void set(int decision, long value) {
        high[decision] = value >> 32;
        low[decision] = value & LOW;
    }

    void count(int decision) {
        counts[decision] = true;
    }

    void open(int decision, long since) {
        open[decision] = 1;
        openedAt[decision] = since;
    }

    /** Adds up a unit's decisions, {@code from} up to below {@code until}, into a KPI's place. */
    void total(int from, int until, long cap, long cohortStart, KpiValues into, int kpi) {
        int n = 0;
        long highSum = 0;
        long lowSum = 0;
        int cases = 0;
        long offset = 0;
        for (int i = from; i < until; i++) {
            if (counts[i]) {
                n++;
                highSum += high[i];
                lowSum += low[i];
            }
            if (open.length > 0 && open[i] != 0) {
                cases++;
                offset += openedAt[i] - cohortStart;
            }
        }
        if (n > 0) {
            into.count(kpi, clamped(highSum, lowSum, cap), n);
        }
        if (cases > 0) {
            into.open(kpi, cases, offset);
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
