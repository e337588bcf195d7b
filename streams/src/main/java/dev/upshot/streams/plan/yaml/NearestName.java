package dev.upshot.streams.plan.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** The allowed name with the fewest edits to the given one, unless more than half of the letters would have to change. */
    static Optional<String> of(String given, Collection<String> allowed) {
        if (given.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(name -> 2 * edits(given, name) <= Math.max(given.length(), name.length()))
                .min(Comparator.comparingInt((String name) -> edits(given, name))
                        .thenComparing(name -> name));
    }

    /** The Levenshtein distance, row by row. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
