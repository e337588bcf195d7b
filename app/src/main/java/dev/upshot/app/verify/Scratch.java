package dev.upshot.app.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A scratch schema in the reporting database. It lives in one transaction that is never committed: closing rolls it
 * back, and so does the server if this process dies, so nothing of it is ever left behind or seen by others. Not
 * thread-safe.
 */
final class Scratch implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommit;

    private Scratch(Connection connection, boolean autoCommit) {
        this.connection = connection;
        this.autoCommit = autoCommit;
    }

    /** Opens a schema named {@code upshot_verify_} and something random, first on the search path, with no tables. */
    static Scratch open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        Scratch scratch = new Scratch(connection, connection.getAutoCommit());
        try {
            connection.setAutoCommit(false);
            String schema = "upshot_verify_" + UUID.randomUUID().toString().replace("-", "");
            scratch.execute("create schema " + schema
                    + "; set local search_path to " + schema
                    // Sorts and hash tables of a million events fit. Compiling queries would cost more than it saves,
                    // and so would statistics finer than orders of magnitude; with such estimates a nested loop may
                    // never end, where a hash join is never bad. A float8 as text is its shortest exact decimal.
                    + "; set local work_mem to '128MB'; set local jit to off; set local enable_nestloop to off"
                    + "; set local default_statistics_target to 10; set local extra_float_digits to 1");
            return scratch;
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Runs the file {@code name} of SQL beside this class. */
    void step(String name) throws SQLException {
        try (InputStream sql = Scratch.class.getResourceAsStream(name)) {
            if (sql == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
