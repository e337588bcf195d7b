package dev.upshot.bench.e2e;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the state takes in the long run: a history at a constant rate, day by day, on which the real application runs a
 * month at a time. The state holds what may still be credited, two windows and the lateness, and is to grow no more after
 * that.
 */
final class LongRun {

    private static final int DAYS = 240;
    private static final int DECISIONS_PER_DAY = 2_500;
    private static final int STEP = 30;
    /**
     * A day passes in a second, so what a broker does in days must be done in seconds: it compacts full segments only, 1 GiB
     * usually, and keeps a deletion for a day.
     */
    private static final Map<String, String> HURRIED =
            Map.of("topic.segment.bytes", "1048576", "topic.delete.retention.ms", "1000");

    private static final List<String> STATE = List.of("journeys", "expiries");
    private static final List<String> SUMS =
            List.of("cells", "restatements", "health", "positions", "partials", "progress", "closed");

    private LongRun() {}

    /** Prints a row per month. */
    static void run(Bed bed, int days) throws Exception {
        Course course = new Course(bed, Scenario.BASE.plan(), "long", HURRIED);
        ScenarioHistory history = new ScenarioHistory(Scenario.BASE, days * DECISIONS_PER_DAY, days);
        System.out.println("| day | records | CPU µs/record | entries in state | bytes | on disk | their changelogs"
                + " | changelogs of sums |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int day = 0; day < days; day += STEP) {
            int from = day;
            int until = Math.min(days, day + STEP);
            Cost cost = course.measure(course.publish(publisher -> history.publishDays(from, until, publisher)));
            StateSize size = course.stateSize();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,d | %.1f | %,d | %,d | %,d | %,d | %,d |%n",
                    until,
                    cost.records(),
                    cost.cpuMicrosPerRecord(),
                    size.entries(),
                    size.bytes(),
                    size.diskBytes(),
                    course.changelogBytes(STATE),
                    course.changelogBytes(SUMS));
        }
    }

    /** Argument: the number of days, 240 if there is none. */
    static int days(List<String> arguments) {
        return arguments.isEmpty() ? DAYS : Integer.parseInt(arguments.get(0));
    }
}
