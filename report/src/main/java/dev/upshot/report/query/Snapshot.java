package dev.upshot.report.query;

import dev.upshot.report.ReportException;
import dev.upshot.sink.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One read-only snapshot of the reporting database, as {@code upshot_analyst}. Where there is much to read, several
 * connections read of it side by side: the server works with one processor for each of them.
 */
final class Snapshot {
    private static final int MOST_CONNECTIONS = 4;
    private static final Duration LAST_TURN = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final DSLContext database;

    private Snapshot(DataSource dataSource, Connection connection) {
        this.dataSource = dataSource;
        this.database = DSL.using(connection, SQLDialect.POSTGRES);
    }

    /**
     * What a reader reads.
     *
     * @throws ReportException if the database cannot be read
     */
    static <T> T read(DataSource dataSource, Function<Snapshot, T> reader) {
        try {
            return within(dataSource, null, connection -> reader.apply(new Snapshot(dataSource, connection)));
        } catch (DataAccessException | SQLException e) {
            throw Unreadable.of(e);
        }
    }

    /** The snapshot's own connection. */
    DSLContext database() {
        return database;
    }

    /** What a reader reads by the snapshot's own connection, which can be read on even if this reader fails. */
    <T> T apart(Supplier<T> reader) {
        return database.connectionResult(connection -> {
            Savepoint before = connection.setSavepoint();
            try {
                return reader.get();
            } catch (DataAccessException e) {
                connection.rollback(before);
                throw e;
            } finally {
                connection.releaseSavepoint(before);
            }
        });
    }

    /**
     * What is read of each of these, in their order. The others are a help: where no more connections are to be had, or
     * they lead to another server that does not know the snapshot, this one reads everything.
     */
    <K, T> List<T> each(List<K> all, BiFunction<DSLContext, K, T> reader) {
        int others = Math.min(Math.min(all.size(), Runtime.getRuntime().availableProcessors()), MOST_CONNECTIONS) - 1;
        if (others < 1) {
            return all.stream().map(one -> reader.apply(database, one)).toList();
        }
        Map<Integer, T> read = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Consumer<DSLContext> takeTurns = by -> {
            boolean whole = false;
            try {
                for (int turn = next.getAndIncrement(); turn < all.size(); turn = next.getAndIncrement()) {
                    read.put(turn, reader.apply(by, all.get(turn)));
                }
                whole = true;
            } finally {
                if (!whole) {
                    next.set(all.size());
                }
            }
        };
        Optional<Throwable> failure = besides(others, takeTurns);
        if (read.size() < all.size()) {
            throw thrown(failure.orElseThrow());
        }
        return IntStream.range(0, all.size()).mapToObj(read::get).toList();
    }

    /** Has the same done by this thread and by so many others, each with its connection; why one of the others failed. */
    private Optional<Throwable> besides(int others, Consumer<DSLContext> work) {
        String name = database.resultQuery("select pg_export_snapshot()").fetchSingle(0, String.class);
        ExecutorService threads = Executors.newFixedThreadPool(others);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < others; i++) {
                working.add(threads.submit(() -> within(dataSource, name, connection -> {
                    work.accept(DSL.using(connection, SQLDialect.POSTGRES));
                    return name;
                })));
            }
            work.accept(database);
            Optional<Throwable> failure = Optional.empty();
            for (Future<?> one : working) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failure = Optional.ofNullable(e.getCause());
                }
            }
            return failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessException("interrupted", e);
        } finally {
            // Their snapshot is there as long as this transaction is, so they end before it.
            ended(threads);
        }
    }

    private static void ended(ExecutorService threads) {
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(LAST_TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new DataAccessException("no connection", failure);
    }

    /** In a transaction that sees this exported snapshot; null: one of its own. */
    private static <T> T within(DataSource dataSource, @Nullable String name, Function<Connection, T> reader)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            if (name != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set transaction snapshot '" + name + "'");
                }
            }
            StatementLimit.belowSilence(connection);
            DatabaseRole.ANALYST.assume(connection);
            T read = reader.apply(connection);
            // After a failure closing does it: on a connection that is lost a rollback would fail too, and hide why.
            connection.rollback();
            return read;
        }
    }
}
