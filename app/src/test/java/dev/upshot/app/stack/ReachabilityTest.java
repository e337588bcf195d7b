package dev.upshot.app.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class ReachabilityTest {
    private static final String ADDRESS = "jdbc:postgresql://db.example/upshot";

    @ParameterizedTest
    @CsvSource({
        "08001, no PostgreSQL answers at %s; check jdbc.url",
        "57P03, no PostgreSQL answers at %s; check jdbc.url",
        "08004, the database %s refuses the user; check jdbc.user and the password",
        "28P01, the database %s refuses the user; check jdbc.user and the password",
        "42501, the database %s refuses the user; check jdbc.user and its right to connect",
        "3D000, 'the database %s does not exist; create it, or check jdbc.url'",
        "53300, 'the database %s has no connection left; end idle clients, or allow more'",
    })
    void whyThereIsNoConnectionIsToldApart(String state, String message) {
        Configuration configuration = Configuration.of(Map.of(Key.JDBC_URL, ADDRESS), Map.of(), null);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> Reachability.requireDatabase(
                        new Failing(state), configuration.setting(Key.JDBC_URL).orElseThrow()))
                .withMessageStartingWith(message.formatted(ADDRESS))
                .withMessageEndingWith("(it is so)");
    }

    private static final class Failing extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final String state;

        Failing(String state) {
            this.state = state;
        }

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("it is so", state);
        }
    }
}
