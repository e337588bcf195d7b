package dev.upshot.streams.topology.book;

import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many open cells, and segment values in them, a plan has in one partition, and how many it may have.
 *
 * <p>Only decisions open cells. So a cell counts until the clock of the decisions has passed its day for good, and what is
 * refused follows from the partition's decisions alone, whatever comes between them. No decision that is taken later opens
 * a cell of such a day.
 */
final class CellBounds {

    private final int mostCells;
    private final int mostValues;
    private final List<Map<String, Integer>> values = new ArrayList<>();
    private final TreeMap<Integer, List<List<String>>> openByDay = new TreeMap<>();
    private int cells;

    CellBounds(Plan plan) {
        mostCells = plan.limits().cells();
        mostValues = plan.limits().segmentValues();
        plan.segments().forEach(dimension -> values.add(new HashMap<>()));
    }

    /** Takes note of a new cell of this UTC day with these segment values. */
    void opened(int day, List<String> segments) {
        cells++;
        openByDay.computeIfAbsent(day, any -> new ArrayList<>()).add(segments);
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            values.get(dimension).merge(segments.get(dimension), 1, Integer::sum);
        }
    }

    /** Cells of days before this one count no longer. */
    void closeBefore(int day) {
        SortedMap<Integer, List<List<String>>> closed = openByDay.headMap(day);
        closed.values().forEach(ofDay -> ofDay.forEach(this::closed));
        closed.clear();
    }

    private void closed(List<String> segments) {
        cells--;
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            values.get(dimension)
                    .computeIfPresent(segments.get(dimension), (value, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Why a new cell with these segment values must not be opened; null if it may. */
    @Nullable
    Reason refuse(List<String> segments) {
        for (int dimension = 0; dimension < segments.size(); dimension++) {
            Map<String, Integer> known = values.get(dimension);
            if (known.size() >= mostValues && !known.containsKey(segments.get(dimension))) {
                return Reason.TOO_MANY_SEGMENT_VALUES;
            }
        }
        return cells >= mostCells ? Reason.TOO_MANY_CELLS : null;
    }
}
