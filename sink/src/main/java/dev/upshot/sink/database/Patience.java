package dev.upshot.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * How long the two sides of a connection bear with each other's silence.
 *
 * @param withServer a server that does not answer for so long is taken for gone; it gives a statement up a little
 *     earlier, so that what we no longer wait for does not go on
 * @param withWriter a writer that stands still in mid-transaction for so long loses it, and with it the locks others
 *     wait for
 */
public record Patience(Duration withServer, Duration withWriter) {
    /** Enough for the writing of a batch. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30));

    /** A whole ledger of a hundred million decisions is read in less. */
    private static final Patience WITH_WHOLE_TABLES = new Patience(Duration.ofHours(1), USUAL.withWriter());

    /**
     * For the rest of a transaction that reads whole tables: however small the batch is made, it takes as long, and with the
     * usual patience it might never end. The next transaction has the usual one again.
     */
    public static void withWholeTables(DSLContext transaction) {
        WITH_WHOLE_TABLES.limit(transaction);
        transaction.connection(WITH_WHOLE_TABLES::limit);
    }

    /** Before a transaction begins. */
    public void limit(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(withServer.toMillis()));
    }

    /** First in a transaction, for this transaction. */
    public void limit(DSLContext transaction) {
        transaction.fetch(
                "select set_config('statement_timeout', {0}, true),"
                        + " set_config('idle_in_transaction_session_timeout', {1}, true)",
                org.jooq.impl.DSL.val(Long.toString(withServer.toMillis() * 5 / 6)),
                org.jooq.impl.DSL.val(Long.toString(withWriter.toMillis())));
    }
}
