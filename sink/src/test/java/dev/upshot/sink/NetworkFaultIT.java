package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.sink.database.DatabaseFailure;
import dev.upshot.sink.database.Patience;
import dev.upshot.sink.database.ReportingDatabase;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The connection to PostgreSQL fails in the middle of transactions; the sink notices, also where nobody tells it. */
@ExtendWith(Stack.Extension.class)
class NetworkFaultIT {
    private static final long SEED = 20_261_125;
    private static final List<Failpoint.Step> WITHIN =
            List.of(Failpoint.Step.OFFSETS_WRITTEN, Failpoint.Step.ROWS_WRITTEN, Failpoint.Step.DECODED);

    private final Stack stack;
    private final AtomicReference<Failpoint.Step> next = new AtomicReference<>();

    NetworkFaultIT(Stack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @EnumSource
    void isNoticedAndWaitedForAndNothingIsLostOrDoubled(Relay.Fault fault) throws Exception {
        PGSimpleDataSource database = stack.database();
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        Publications.watchOffsets(sql);
        String url = "jdbc:postgresql://127.0.0.1:%d/" + database.getDatabaseName();
        try (Feed feed = Feed.of(stack);
                Relay relay = Relay.to(database.getPortNumbers()[0]);
                HikariDataSource pool = ReportingDatabase.connect(
                        url.formatted(relay.port()), String.valueOf(database.getUser()), null, Map.of())) {
            Publications publications = new Publications(feed, SEED);
            Failpoint failing = step -> {
                if (next.get() == step) {
                    relay.begin(fault);
                    next.set(null);
                }
            };
            SinkSettings settings = new SinkSettings(
                    pool,
                    feed.topics,
                    Map.of("bootstrap.servers", stack.bootstrapServers(), "max.poll.records", "100"),
                    stack.wire());
            Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
            try (Sink sink = new Sink(settings, new ReportingWriter(pool, failing, patience)).startThread()) {
                for (Failpoint.Step step : WITHIN) {
                    next.set(step);
                    long retries = sink.state().totals().retries();
                    publications.publish(300);
                    await().atMost(Duration.ofMinutes(3)).until(() -> next.get() == null);
                    await().atMost(Duration.ofMinutes(3))
                            .until(() -> sink.state().totals().retries() > retries
                                    && sink.state().status() == SinkState.Status.WAITING);
                    assertThat(sink.state().problem()).startsWith("the database: ");

                    relay.restore();

                    await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
                }
            }
            assertThat(publications.differences(sql)).as("seed " + SEED).isEmpty();
        }
    }

    @Test
    void aStatementOutsideOfItsTransactionsWaitsNoLongerForASilentServerThanTheAddressSays() throws Exception {
        PGSimpleDataSource database = stack.database();
        String url = "jdbc:postgresql://127.0.0.1:%d/" + database.getDatabaseName();
        try (Relay relay = Relay.to(database.getPortNumbers()[0])) {
            assertThat(silence(url.formatted(relay.port()), Map.of())).isEqualTo(60_000);
            assertThat(silence(url.formatted(relay.port()), Map.of("socketTimeout", "7")))
                    .isEqualTo(7_000);
            try (HikariDataSource pool = pool(url.formatted(relay.port()) + "?socketTimeout=1", Map.of());
                    Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                relay.begin(Relay.Fault.STALL);

                assertThatThrownBy(() -> statement.execute("select 1"))
                        .hasRootCauseInstanceOf(SocketTimeoutException.class)
                        .satisfies(e -> assertThat(DatabaseFailure.of(e)).isInstanceOf(DatabaseFailure.Passing.class));
            }
        }
    }

    private static int silence(String url, Map<String, String> properties) throws SQLException {
        try (HikariDataSource pool = pool(url, properties);
                Connection connection = pool.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private static HikariDataSource pool(String url, Map<String, String> properties) {
        return ReportingDatabase.connect(url, "postgres", null, properties);
    }
}
