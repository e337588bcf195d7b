package dev.upshot.bench.sink;

import dev.upshot.bench.reporting.BenchDatabase;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.WriteContest;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link WriteContest} on an embedded PostgreSQL with its default settings. */
public final class SinkSpeed {

    private SinkSpeed() {}

    /** Arguments: days of cells, default 90; decisions of the ledger, default 100,000. */
    public static void main(String[] args) throws Exception {
        int days = args.length > 0 ? Integer.parseInt(args[0]) : 90;
        int decisions = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path directory = Files.createTempDirectory("upshot-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            WriteContest.run(BenchDatabase.empty(postgres), days, decisions);
        }
    }
}
