package dev.upshot.bench.reporting;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** The reporting database of an embedded server. */
public final class BenchDatabase {
    private BenchDatabase() {}

    /** With its tables, and nothing in them. */
    public static PGSimpleDataSource empty(EmbeddedPostgres postgres) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl("upshot"));
        database.setUser(postgres.user());
        ReportingDatabase.migrate(database);
        return database;
    }

    /** With what the SQL script of this name, beside a class, puts into it, an empty line between statements; vacuumed and analysed. */
    public static PGSimpleDataSource filled(EmbeddedPostgres postgres, Class<?> beside, String script)
            throws IOException, SQLException {
        PGSimpleDataSource database = empty(postgres);
        try (InputStream rows = Objects.requireNonNull(beside.getResourceAsStream(script));
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // Statement by statement, for one of them commits on its way: each ends at a line's end before an empty
            // line.
            for (String sql : new String(rows.readAllBytes(), StandardCharsets.UTF_8).split(";\n(?=\n|$)")) {
                statement.execute(sql);
            }
            statement.execute("vacuum analyze");
            // Otherwise the first who read would have to write.
            statement.execute("checkpoint");
        }
        return database;
    }

    /** With a year of 20 use cases × 10 KPIs, two arms in three regions. */
    public static PGSimpleDataSource year(EmbeddedPostgres postgres) throws IOException, SQLException {
        return filled(postgres, BenchDatabase.class, "year.sql");
    }
}
