package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Credited units of any content, for tests of what adds them up. */
public final class SomeUnits {

    private static final long LARGEST = 999_999_999_999_999L;

    private SomeUnits() {}

    /**
     * A unit of one arm and day with values of as many digits as the plan allows in its KPIs, some of which do not count, and any
     * quantities.
     */
    public static CreditedUnit random(SplittableRandom random, Plan plan) {
        long largest = plan.weightPlace() < 0 ? LARGEST : Weight.LARGEST_CAP;
        int kpis = plan.kpis().size();
        KpiValues values = new KpiValues(kpis);
        for (int k = 0; k < kpis; k++) {
            if (random.nextInt(4) > 0) {
                values.count(k, random.nextLong(-largest, largest + 1), random.nextLong(1, largest + 1));
            }
            if (random.nextInt(4) == 0) {
                values.open(k, random.nextInt(1, 9), random.nextLong(-LARGEST, LARGEST));
            }
            if (plan.kpis().get(k) instanceof DurationKpi) {
                values.ages(
                        k, random.ints(random.nextInt(4), 0, 2 * AgeBins.COUNT).toArray());
            }
        }
        int decisions = random.nextInt(5);
        CreditedUnit.Head head = new CreditedUnit.Head(
                decisions, random.nextInt(decisions + 1), random.nextInt(decisions + 1), random.nextBoolean());
        Decision first = new Decision(
                "u" + random.nextInt(1_000_000),
                0,
                Decision.NOT_REQUESTED,
                "model",
                List.of("north"),
                null,
                quantities(random, plan));
        return new CreditedUnit(first, head, values);
    }

    private static List<Long> quantities(SplittableRandom random, Plan plan) {
        List<Long> quantities = new ArrayList<>();
        int values = 1;
        for (int i = 0; i < values + plan.adjustments().size(); i++) {
            quantities.add(random.nextInt(4) == 0 ? Decision.NOT_GIVEN : random.nextLong(-LARGEST, LARGEST + 1));
        }
        if (plan.weightPlace() >= 0) {
            quantities.add(random.nextLong(10_000, Weight.LARGEST + 1));
        }
        return quantities;
    }
}
