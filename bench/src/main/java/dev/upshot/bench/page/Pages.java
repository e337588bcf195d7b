package dev.upshot.bench.page;

import dev.upshot.app.page.PageAddress;
import dev.upshot.app.page.PageServer;
import dev.upshot.app.page.ReadersTime;
import dev.upshot.bench.reporting.BenchDatabase;
import dev.upshot.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How soon the site answers ten readers at once: over HTTP, each page in turn, on 20 use cases × 10 KPIs × 365 days. First while
 * the database rests, then while it changes every second, and then each download alone.
 */
public final class Pages {
    private static final int READERS = 10;
    private static final int SECONDS = 20;

    private Pages() {}

    /** With {@code --keep} it goes on serving instead, for whoever wants to look. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("upshot-bench");
        ReadersTime.limit();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            PGSimpleDataSource database = BenchDatabase.year(postgres);
            try (PageServer page = PageServer.start(
                    new PageAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, true),
                    database)) {
                if (List.of(args).contains("--keep")) {
                    System.out.println(page.address());
                    Thread.currentThread().join();
                }
                measure(page.address(), database);
            }
        }
    }

    private static void measure(String address, PGSimpleDataSource database) throws Exception {
        Readers readers = new Readers(address);
        System.out.println("| what | answers/s | p50, ms | p99, ms | slowest, ms | kB |");
        System.out.println("|---|---|---|---|---|---|");
        readers.first();
        readers.all("the database rests", READERS, SECONDS);
        ScheduledExecutorService sink = Executors.newSingleThreadScheduledExecutor();
        try {
            sink.scheduleWithFixedDelay(() -> change(database), 0, 1, TimeUnit.SECONDS);
            readers.all("it changes every second", READERS, SECONDS);
        } finally {
            sink.shutdownNow();
            sink.awaitTermination(1, TimeUnit.MINUTES);
        }
        readers.downloads();
    }

    /** As a sink would: live lifts move on. */
    private static void change(PGSimpleDataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update outcome.lifts set n_candidate = n_candidate + 1 where segment_dimension = ''");
        } catch (SQLException e) {
            System.out.printf(Locale.ROOT, "the database did not change: %s%n", e.getMessage());
        }
    }
}
