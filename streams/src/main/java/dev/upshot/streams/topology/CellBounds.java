package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many cells and segment values a plan has in one partition, and how many it may have. Cells are never closed, so
 * both are what the cells store holds, and are counted from it at the start.
 */
final class CellBounds {

    private final int mostCells;
    private final int mostValues;
    private final List<Set<String>> values = new ArrayList<>();
    private int cells;

    CellBounds(Plan plan) {
        mostCells = plan.limits().cells();
        mostValues = plan.limits().segmentValues();
        plan.segments().forEach(dimension -> values.add(new HashSet<>()));
    }

    /** Takes note of a new cell with these segment values. */
    void opened(List<String> segments) {
        cells++;
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            values.get(dimension).add(segments.get(dimension));
        }
    }

    /** Why a new cell with these segment values must not be opened; null if it may. */
    @Nullable
    Reason refuse(List<String> segments) {
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            Set<String> known = values.get(dimension);
            if (known.size() >= mostValues && !known.contains(segments.get(dimension))) {
                return Reason.TOO_MANY_SEGMENT_VALUES;
            }
        }
        return cells >= mostCells ? Reason.TOO_MANY_CELLS : null;
    }
}
