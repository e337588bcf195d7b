package dev.upshot.app.cli;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.terminal.Numbers;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** How many events of each kind, in words. */
final class Counts {
    private Counts() {}

    static String of(Map<EventKind, Long> events) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> events.getOrDefault(kind, 0L) > 0)
                .map(kind -> Numbers.grouped(events.getOrDefault(kind, 0L)) + " " + kind.plural())
                .collect(Collectors.joining(" · "));
    }
}
