package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, AWAY, connection failure",
        "40001, AWAY, serialization failure",
        "40P01, AWAY, deadlock",
        "53100, AWAY, disk full",
        "53300, AWAY, too many connections",
        "55P03, AWAY, lock not available",
        "57P01, AWAY, shut down by the administrator",
        "57P03, AWAY, starting up",
        "25006, AWAY, a standby",
        "25P03, AWAY, stood still in a transaction",
        "58030, AWAY, input or output error",
        "21000, CONTENT, a row twice in one statement",
        "22003, CONTENT, number out of range",
        "22021, CONTENT, text not in the encoding",
        "23514, CONTENT, check violated",
        "54000, CONTENT, too long for an index",
        "28P01, REFUSED, wrong password",
        "3D000, REFUSED, no such database",
        "42501, REFUSED, missing privilege",
        "42P01, REFUSED, no such table",
        "XX001, REFUSED, data corrupted"
    })
    void isToldByTheState(String state, DatabaseFailure expected, String condition) {
        assertThat(DatabaseFailure.of(new DataAccessException(condition, new SQLException(condition, state))))
                .isEqualTo(expected);
    }

    @Test
    void theServersAnswerCountsAndNotThePoolsWrapping() {
        SQLException server = new SQLException("password authentication failed", "28P01");
        SQLException pool = new SQLTransientConnectionException("not available", "08001", server);

        assertThat(DatabaseFailure.of(pool)).isEqualTo(DatabaseFailure.REFUSED);
    }

    @Test
    void aPoolThatRunsOutOfTimeMeansAway() {
        assertThat(DatabaseFailure.of(new SQLTransientConnectionException("timed out")))
                .isEqualTo(DatabaseFailure.AWAY);
    }

    @Test
    void whatTellsNothingIsNotWaitedFor() {
        assertThat(DatabaseFailure.of(new SQLException("?"))).isEqualTo(DatabaseFailure.REFUSED);
    }
}
