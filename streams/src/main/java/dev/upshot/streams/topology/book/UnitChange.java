package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.CreditedUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one unit between two credits of a journey.
 *
 * @param gone the unit as it was; null if it is new
 * @param come the unit as it is; null if it is no more
 */
record UnitChange(@Nullable CreditedUnit gone, @Nullable CreditedUnit come) {

    /** The units that differ, of two credits of one journey. */
    static List<UnitChange> between(List<CreditedUnit> before, List<CreditedUnit> after) {
        List<UnitChange> changes = new ArrayList<>(1);
        Differences.of(before, after, (gone, come) -> changes.add(new UnitChange(gone, come)));
        return changes;
    }

    /** Whether the unit is now in a cell in which it was not. */
    boolean entersCell() {
        return come != null && !staysInCell();
    }

    boolean staysInCell() {
        return gone != null && come != null && gone.isInCellOf(come);
    }
}
