package dev.upshot.bench.sink;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.ReportingDatabase;
import dev.upshot.sink.WriteContest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/** {@link WriteContest} on an embedded PostgreSQL with its default settings. */
public final class SinkSpeed {

    private SinkSpeed() {}

    /** Arguments: days of cells, default 90; decisions of the ledger, default 100,000. */
    public static void main(String[] args) throws Exception {
        int days = args.length > 0 ? Integer.parseInt(args[0]) : 90;
        int decisions = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path directory = Files.createTempDirectory("upshot-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.jdbcUrl("upshot"));
            database.setUser(postgres.user());
            ReportingDatabase.migrate(database);
            WriteContest.run(database, days, decisions);
        }
    }
}
