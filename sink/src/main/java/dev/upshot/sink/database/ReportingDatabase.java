package dev.upshot.sink.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL database with the schemas {@code outcome}, {@code report} and {@code ops}: reached and kept current. */
public final class ReportingDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(ReportingDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String DUPLICATE_TABLE = "42P07";

    private ReportingDatabase() {}

    /**
     * Opens a small pool of connections for the sink; nothing is connected before the first use. Connections go on as
     * {@link DatabaseRole#WRITER} where the role is set up and the user is a member, and give a silent server up as soon as
     * {@link Patience#USUAL} does.
     *
     * @param url as PostgreSQL's JDBC driver takes it; what it says wins
     * @param password null: none is sent
     * @param properties further properties of the driver, by its names; they win over ours
     * @return to be closed by the caller
     */
    public static HikariDataSource connect(
            String url, String user, @Nullable String password, Map<String, String> properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("upshot-reporting");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT.toMillis());
        // An absent database is the user's to hear of from us, not the pool's to fail on at construction.
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(DatabaseRole.WRITER.forSession());
        DriverDefaults.of(CONNECT, Patience.USUAL.withServer()).forEach(config::addDataSourceProperty);
        // A refused row's values would otherwise stand in the messages of exceptions, and so in logs.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        properties.forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    /**
     * Brings the schema to this program's version and sets the {@linkplain DatabaseRole roles} up, as far as the user
     * may; does nothing where that is done already. Several programs may call it at
     * the same time. A database that does not answer is tried again for a minute.
     *
     * @throws ReportingDatabaseException.Unavailable when it did not answer
     * @throws ReportingDatabaseException when its schema is newer than this program, was changed by somebody else, or
     *     the user may not change it
     */
    public static void migrate(DataSource dataSource) {
        migrate(dataSource, PATIENCE);
    }

    /** As {@link #migrate(DataSource)}, but tries for as long as told; zero: once. */
    public static void migrate(DataSource dataSource, Duration patience) {
        Backoff backoff = new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(200), Duration.ofSeconds(5));
        long started = System.nanoTime();
        while (true) {
            try {
                migrateOnce(dataSource);
                return;
            } catch (ReportingDatabaseException.Unavailable e) {
                Duration pause = backoff.next();
                if (System.nanoTime() - started + pause.toNanos() > patience.toNanos()) {
                    throw e;
                }
                LOG.warn("{}; trying again in {} ms", e.getMessage(), pause.toMillis());
                pause(pause, e);
            }
        }
    }

    /**
     * Checks that the schema has this program's version, and changes nothing.
     *
     * @throws ReportingDatabaseException.Unavailable when the database does not answer
     * @throws ReportingDatabaseException when the schema is older or newer
     */
    public static void check(DataSource dataSource) {
        try {
            MigrationInfoService info = flyway(dataSource).info();
            refuseNewer(info);
            if (info.pending().length > 0) {
                throw new ReportingDatabaseException(
                        "the reporting database has schema version " + version(info.current())
                                + " and this program needs " + newestKnown(info) + ": migrate the database first",
                        null);
            }
        } catch (FlywayException e) {
            throw ReportingDatabaseException.of("cannot check the reporting database", e);
        }
    }

    private static void migrateOnce(DataSource dataSource) {
        try {
            Flyway flyway = flyway(dataSource);
            refuseNewer(flyway.info());
            flyway.migrate();
            Roles.setUp(dataSource);
        } catch (SQLException e) {
            throw ReportingDatabaseException.of("cannot set up the roles of the reporting database", e);
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
                    || DUPLICATE_TABLE.equals(SqlCondition.state(e))) {
                throw new ReportingDatabaseException(
                        "the schemas ops, outcome or report of this database hold tables that are not ours:"
                                + " give another database as jdbc.url",
                        e);
            }
            throw ReportingDatabaseException.of("cannot migrate the reporting database", e);
        }
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure(ReportingDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .defaultSchema("ops")
                .schemas("ops", "outcome", "report")
                .table("schema_history")
                .loggers("slf4j")
                .load();
    }

    private static void refuseNewer(MigrationInfoService info) {
        for (MigrationInfo applied : info.applied()) {
            if (applied.getState().name().startsWith("FUTURE")) {
                throw new ReportingDatabaseException(
                        "the reporting database has schema version " + version(applied)
                                + " and this program knows none above " + newestKnown(info)
                                + ": start the newer upshot, or give another database as jdbc.url",
                        null);
            }
        }
    }

    private static String newestKnown(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved() && migration.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("0");
    }

    private static String version(@Nullable MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? "0"
                : migration.getVersion().toString();
    }

    private static void pause(Duration pause, ReportingDatabaseException reason) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
