package dev.upshot.sink;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.sink.table.OpenMonths;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Rows per second into the tables of cells and of the ledger: the sink's writer beside COPY into a stage and a merge,
 * beside JDBC batches, and beside COPY of the rows when they are new; the same rows in the same transactions, taking
 * turns. In the sink's package, because the writer is not public.
 */
public final class WriteContest {
    private static final int ROUNDS = 3;
    /** Triggers that sum a statement make a statement per row slow: what takes longer is told by the rows it got to. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final PGSimpleDataSource database;
    private final Load load;
    private final Connection connection;

    private WriteContest(PGSimpleDataSource database, Load load) throws SQLException {
        this.database = database;
        this.load = load;
        this.connection = database.getConnection();
    }

    /**
     * Prints a table of each load.
     *
     * @param database migrated and otherwise empty
     * @param days of cells, 160 each
     * @param decisions of the ledger
     */
    public static void run(PGSimpleDataSource database, int days, int decisions) throws Exception {
        new WriteContest(database, Load.cells(days)).run();
        new WriteContest(database, Load.decisions(decisions)).run();
    }

    private void run() throws Exception {
        Ways ways = new Ways(connection, load.tables());
        Map<String, Ways.Way> contenders = new LinkedHashMap<>();
        contenders.put("the sink: arrays through unnest", product());
        contenders.put("COPY into a stage, merge", ways::copyAndMerge);
        contenders.put("JDBC batch", ways::batch);
        contenders.put("JDBC batch, rewritten", new Ways(rewriting(), load.tables())::batch);
        contenders.put("COPY, new rows only", ways::copy);
        contenders.put("COPY into tables without keys", ways::copyBare);
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d rows, then %,d%n",
                load.name(),
                Load.rows(load.first()),
                Load.rows(load.second()));
        System.out.println(
                "| way | insert, rows/s | µs/row of writer | of PostgreSQL | update, rows/s | µs/row of writer | of PostgreSQL |");
        System.out.println("|---|---|---|---|---|---|---|");
        Map<String, List<Course>> courses = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Ways.Way> way : contenders.entrySet()) {
                String name = way.getKey();
                Course course = contest(way.getValue(), !name.startsWith("COPY,"));
                // The first round is for the compiler.
                if (round > 0) {
                    courses.computeIfAbsent(name, missing -> new ArrayList<>()).add(course);
                }
            }
        }
        courses.forEach(WriteContest::print);
    }

    /**
     * @param records written until the end or {@link #LONG}
     * @param rate rows a second
     * @param ofWriter processor time of the writing thread, in µs per row
     * @param ofServer processor time of PostgreSQL's processes, in µs per row
     */
    private record Leg(int records, double rate, double ofWriter, double ofServer) {
        static final Leg NONE = new Leg(0, Double.NaN, Double.NaN, Double.NaN);
    }

    private record Course(Leg insert, Leg update) {}

    private Course contest(Ways.Way way, boolean updates) throws Exception {
        String tables = load.tables().stream()
                .map(table -> "outcome." + table + ", bare_" + table)
                .collect(Collectors.joining(", "));
        try (Connection own = database.getConnection()) {
            own.createStatement().execute("truncate " + tables);
            // Truncating a ledger fires none of the triggers that keep its sums.
            own.createStatement()
                    .execute(
                            "truncate outcome.ledger_week_partials, outcome.ledger_time_partials, outcome.actor_partials");
            own.createStatement().execute("checkpoint");
        }
        Leg insert = leg(way, load.first());
        // Only what is there can be updated.
        return new Course(insert, updates ? leg(way, load.second().subList(0, insert.records())) : Leg.NONE);
    }

    private Leg leg(Ways.Way way, List<Change> changes) throws Exception {
        long rows = 0;
        int from = 0;
        long ofWriter = ofWriter();
        long ofServer = ofServer();
        long begin = System.nanoTime();
        while (from < changes.size() && System.nanoTime() - begin < LONG.toNanos()) {
            List<Change> some = changes.subList(from, Math.min(changes.size(), from + load.perTransaction()));
            way.write(some);
            rows += Load.rows(some);
            from += some.size();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Leg(
                from, rows / seconds, (ofWriter() - ofWriter) / 1e3 / rows, (ofServer() - ofServer) / 1e3 / rows);
    }

    private static long ofWriter() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** PostgreSQL is this process's child. */
    private static long ofServer() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private Ways.Way product() throws SQLException {
        HikariDataSource pool = ReportingDatabase.connect(
                String.valueOf(database.getUrl()), String.valueOf(database.getUser()), null, Map.of());
        ReportingWriter writer = new ReportingWriter(pool, Failpoint.NONE);
        long epoch = writer.claim(List.of(load.partition()))
                .values()
                .iterator()
                .next()
                .epoch();
        // Creating tables is not what is measured, and COPY needs them.
        writer.transaction(dsl -> OpenMonths.of(dsl, load.first()));
        return changes -> writer.write(new Batch(changes, Map.of(load.partition(), new Claim(epoch, 1))));
    }

    private Connection rewriting() throws SQLException {
        PGSimpleDataSource rewriting = new PGSimpleDataSource();
        rewriting.setUrl(String.valueOf(database.getUrl()));
        rewriting.setUser(String.valueOf(database.getUser()));
        rewriting.setReWriteBatchedInserts(true);
        return rewriting.getConnection();
    }

    private static void print(String way, List<Course> courses) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %,.0f | %.1f | %.1f |%n",
                way,
                middle(courses, course -> course.insert().rate()),
                middle(courses, course -> course.insert().ofWriter()),
                middle(courses, course -> course.insert().ofServer()),
                middle(courses, course -> course.update().rate()),
                middle(courses, course -> course.update().ofWriter()),
                middle(courses, course -> course.update().ofServer()));
    }

    private static double middle(List<Course> courses, ToDoubleFunction<Course> figure) {
        return courses.stream().mapToDouble(figure).sorted().toArray()[courses.size() / 2];
    }
}
