package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import java.util.List;
import java.util.SplittableRandom;

/** Credited units of any content, for tests of what adds them up. */
public final class SomeUnits {

    private static final long LARGEST = 999_999_999_999_999L;

    private SomeUnits() {}

    /** A unit of one arm and day with values of up to fifteen digits in so many KPIs, some of which do not count. */
    public static CreditedUnit random(SplittableRandom random, int kpis) {
        KpiValues values = new KpiValues(kpis);
        for (int k = 0; k < kpis; k++) {
            if (random.nextInt(4) > 0) {
                values.count(k, random.nextLong(-LARGEST, LARGEST + 1), random.nextLong(1, LARGEST + 1));
            }
            if (random.nextInt(4) == 0) {
                values.open(k, random.nextInt(1, 9), random.nextLong(-LARGEST, LARGEST));
            }
        }
        int decisions = random.nextInt(5);
        CreditedUnit.Head head = new CreditedUnit.Head(
                decisions, random.nextInt(decisions + 1), random.nextInt(decisions + 1), random.nextBoolean());
        Decision first = new Decision("u", 0, Decision.NOT_REQUESTED, "model", List.of("north"), null, List.of());
        return new CreditedUnit(first, head, values);
    }
}
