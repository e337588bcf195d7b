package dev.upshot.bench.views;

import dev.upshot.bench.reporting.BenchDatabase;
import dev.upshot.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Milliseconds until all rows of each view of the schema report, of {@code explain_lift}, and of every query of the cookbook and
 * the dashboards have arrived: the middle of eleven runs and the slowest of them, on an embedded PostgreSQL with its default
 * settings. Of views with a row per decision: the rows of one hour. To be run in the repository.
 */
public final class Views {
    private static final int RUNS = 11;
    private static final String EXPLAIN =
            "select * from report.explain_lift('claims-triage', 1, 'decision_quality', 'model-v2', 'region', 'north')";

    /** Views with a row per decision, and their column of its time. */
    private static final Map<String, String> PER_DECISION = Map.of(
            "report.decisions", "decided_at",
            "report.attributed_outcomes", "decided_at",
            "report.growthbook_assignments", "assigned_at",
            "report.growthbook_facts", "occurred_at");

    private Views() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("upshot-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            try (Connection connection = BenchDatabase.filled(postgres, Views.class, "rows.sql")
                            .getConnection();
                    Statement statement = connection.createStatement()) {
                measure(statement);
            }
        }
    }

    private static void measure(Statement statement) throws SQLException, IOException {
        System.out.println("| what | rows | middle, ms | slowest, ms |");
        System.out.println("|---|---|---|---|");
        List<String> views = new ArrayList<>();
        try (ResultSet names = statement.executeQuery(
                "select relname from pg_class where relnamespace = 'report'::regnamespace and relkind = 'v' order by 1")) {
            while (names.next()) {
                views.add("report." + names.getString(1));
            }
        }
        for (String view : views) {
            String timed = PER_DECISION.get(view);
            String rows = timed == null
                    ? ""
                    : " where %1$s >= '2025-11-11 10:00:00+00' and %1$s < '2025-11-11 11:00:00+00'".formatted(timed);
            measure(view, "select * from " + view + rows, statement);
        }
        measure("report.explain_lift", EXPLAIN, statement);
        for (Question question : Question.in(Path.of(""))) {
            measure(question.name(), question.sql(), statement);
        }
    }

    private static void measure(String name, String query, Statement statement) throws SQLException {
        double[] millis = new double[RUNS];
        int rows = 0;
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            rows = 0;
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows++;
                }
            }
            millis[run] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT, "| `%s` | %,d | %.0f | %.0f |%n", name, rows, millis[RUNS / 2], millis[RUNS - 1]);
    }
}
