package dev.upshot.stats.power;

import dev.upshot.stats.Arguments;
import java.util.OptionalDouble;

/**
 * What is still missing to a planned number of units.
 *
 * @param units still needed, ≥ 0
 * @param days until then at the present rate, ≥ 0; empty if units are needed and none arrive
 */
public record Remaining(long units, OptionalDouble days) {
    /**
     * What is missing.
     *
     * @param needed units of both arms together that it takes, 0 to 2<sup>53</sup>
     * @param present mature units of both arms together now, 0 to 2<sup>53</sup>
     * @param unitsPerDay how many mature per day at present, finite and ≥ 0
     * @return zero units and days if enough are there
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Remaining of(long needed, long present, double unitsPerDay) {
        Arguments.checkUnits("needed", needed, 0);
        Arguments.checkUnits("present", present, 0);
        Arguments.checkNotNegative("unitsPerDay", unitsPerDay);
        long units = Math.max(0, needed - present);
        if (units == 0) {
            return new Remaining(0, OptionalDouble.of(0));
        }
        double days = (double) units / unitsPerDay;
        return new Remaining(units, days <= Double.MAX_VALUE ? OptionalDouble.of(days) : OptionalDouble.empty());
    }
}
