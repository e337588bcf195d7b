package dev.upshot.app.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of a file's columns, in order. */
final class Header {

    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> repeated = new TreeSet<>();

    Header(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            if (positions.putIfAbsent(names.get(i), i) != null) {
                repeated.add(names.get(i));
            }
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    boolean has(String column) {
        return positions.containsKey(column);
    }

    /** Names that stand more than once. */
    Set<String> repeated() {
        return repeated;
    }

    int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return position;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Header that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
