package dev.upshot.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Utils;

/**
 * What a record costs in other histories than the usual one, beside the direct join; and what it costs while ever more decisions are open.
 * The real application on an embedded broker, without the sink, whose work depends on the number of cells alone.
 */
public final class Scenarios {

    private static final int RECORDS = 200_000;
    private static final int WARM_UP_DECISIONS = 150_000;
    private static final int[] OPEN = {100_000, 1_000_000, 5_000_000};

    private Scenarios() {}

    /** Arguments: {@code --scenario NAME...}, without a name all of them, {@code --open N...}, numbers of open decisions, or {@code --long DAYS}. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("upshot-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        try (Bed bed = new Bed(directory)) {
            warmUp(bed);
            List<String> wanted = List.of(args).subList(1, args.length);
            if (args[0].equals("--long")) {
                LongRun.run(bed, LongRun.days(wanted));
            } else if (args[0].equals("--open")) {
                int[] sizes = wanted.stream().mapToInt(Integer::parseInt).toArray();
                open(bed, sizes.length > 0 ? sizes : OPEN);
            } else {
                scenarios(
                        bed,
                        Scenario.ALL.stream()
                                .filter(s -> wanted.isEmpty() || wanted.contains(s.name()))
                                .toList());
            }
        }
        System.exit(0); // client threads that linger must not hold the figures back
    }

    private static void warmUp(Bed bed) throws Exception {
        Course course = new Course(bed, Scenario.BASE.plan(), "warm");
        course.measure(course.publish(new ScenarioHistory(Scenario.BASE, WARM_UP_DECISIONS)::publish));
    }

    private static void scenarios(Bed bed, List<Scenario> scenarios) throws Exception {
        System.out.println("| scenario | records | records/s | CPU µs/record | beside "
                + scenarios.get(0).name() + " | state bytes per decision | on disk |");
        System.out.println("|---|---|---|---|---|---|---|");
        double base = 0;
        for (Scenario scenario : scenarios) {
            int decisions = RECORDS * 100 / (scenario.copies() * (200 + scenario.amendedPercent()));
            Course course = new Course(bed, scenario.plan(), scenario.name());
            Cost cost = course.measure(course.publish(new ScenarioHistory(scenario, decisions)::publish));
            StateSize size = course.stateSize();
            base = base == 0 ? cost.cpuMicrosPerRecord() : base;
            print(scenario.name(), cost, base, size, decisions);
        }
    }

    private static void open(Bed bed, int[] sizes) throws Exception {
        System.out.println("| open decisions | records | records/s | CPU µs/record | beside " + sizes[0]
                + " | state bytes per decision | on disk |");
        System.out.println("|---|---|---|---|---|---|---|");
        double base = 0;
        for (int open : sizes) {
            Course course = new Course(bed, Scenario.BASE.plan(), "open-" + open);
            ScenarioHistory history = new ScenarioHistory(Scenario.BASE, open + RECORDS / 2);
            course.measure(course.publish(publisher -> history.publishDecisions(open, publisher)));
            Cost cost = course.measure(course.publish(publisher -> history.publishSteadily(open, publisher)));
            base = base == 0 ? cost.cpuMicrosPerRecord() : base;
            print(String.format(Locale.ROOT, "%,d", open), cost, base, course.stateSize(), open + RECORDS / 2);
        }
    }

    private static void print(String name, Cost cost, double base, StateSize size, int decisions) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.1f | %.2f× | %,d | %,d |%n",
                name,
                cost.records(),
                cost.recordsPerSecond(),
                cost.cpuMicrosPerRecord(),
                cost.cpuMicrosPerRecord() / base,
                size.bytes() / decisions,
                size.diskBytes() / decisions);
    }

    private static void delete(Path directory) {
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
