package dev.upshot.streams.topology.book;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks two ordered lists side by side. */
final class Differences {

    private Differences() {}

    /** Hands out what is in one of the lists only, with null for the other, and pairs of one place that are not equal. */
    static <T extends Comparable<T>> void of(
            List<T> before, List<T> after, BiConsumer<@Nullable T, @Nullable T> difference) {
        of(before, after, Comparator.naturalOrder(), difference);
    }

    static <T> void of(
            List<T> before, List<T> after, Comparator<T> byPlace, BiConsumer<@Nullable T, @Nullable T> difference) {
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            T gone = b < before.size() ? before.get(b) : null;
            T come = a < after.size() ? after.get(a) : null;
            int order = gone == null ? 1 : come == null ? -1 : byPlace.compare(gone, come);
            b += order <= 0 ? 1 : 0;
            a += order >= 0 ? 1 : 0;
            if (order != 0 || !Objects.equals(gone, come)) {
                difference.accept(order <= 0 ? gone : null, order >= 0 ? come : null);
            }
        }
    }
}
