package dev.upshot.bench.report;

import com.sun.management.OperatingSystemMXBean;
import dev.upshot.bench.reporting.BenchDatabase;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.report.Audience;
import dev.upshot.report.form.Format;
import dev.upshot.report.form.ReportRun;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.report.scorecard.Scorecard;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Seconds until a scorecard of 20 use cases × 10 KPIs × 365 days has been read from an embedded PostgreSQL and written, each
 * form alone and all five together, and how large they are. The first rounds are for the compiler; then the middle of the
 * others, and the processor time of this process (without PostgreSQL) per round.
 */
public final class Reports {
    private static final int WARMING = 2;
    private static final int RUNS = 3;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Reports() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("upshot-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            measure(BenchDatabase.year(postgres), directory.resolve("out"));
        }
    }

    private static void measure(PGSimpleDataSource database, Path out) throws Exception {
        System.out.println("| what | cold, s | warm, s | processor, s | bytes |");
        System.out.println("|---|---|---|---|---|");
        row(
                "all five, read and written, in a new process",
                0,
                () -> write(read(database), EnumSet.allOf(Format.class), out));
        Scorecard scorecard = read(database);
        for (Format format : Format.values()) {
            long bytes = Files.size(out.resolve(format.fileName()));
            row(format.name(), bytes, () -> write(scorecard, EnumSet.of(format), out));
        }
        row("reading", 0, () -> read(database));
        row("all five, written", 0, () -> write(scorecard, EnumSet.allOf(Format.class), out));
        row("all five, read and written", 0, () -> write(read(database), EnumSet.allOf(Format.class), out));
    }

    private static Scorecard read(PGSimpleDataSource database) {
        return ScorecardQuery.read(database, Set.of());
    }

    private static void write(Scorecard scorecard, Set<Format> formats, Path out) {
        ReportRun.write(scorecard, Audience.BOARD, formats, out);
    }

    private static void row(String name, long bytes, Runnable work) {
        double cold = seconds(work);
        for (int i = 1; i < WARMING; i++) {
            work.run();
        }
        long used = PROCESS.getProcessCpuTime();
        double[] warm = new double[RUNS];
        Arrays.setAll(warm, run -> seconds(work));
        double processor = (PROCESS.getProcessCpuTime() - used) / 1e9 / RUNS;
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | **%.2f** | %.2f | %s |%n",
                name,
                cold,
                warm[RUNS / 2],
                processor,
                bytes == 0 ? "" : "%,d".formatted(bytes));
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
