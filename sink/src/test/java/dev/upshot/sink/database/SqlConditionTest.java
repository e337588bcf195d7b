package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlConditionTest {

    /** The last column is what a writer makes of it; {@code UnreadableTest} says what a reader is told. */
    @ParameterizedTest
    @CsvSource({
        "08000, UNREACHABLE, Passing",
        "08001, UNREACHABLE, Passing",
        "08003, UNREACHABLE, Passing",
        "08006, UNREACHABLE, Passing",
        "08P01, UNREACHABLE, Passing",
        "08S01, UNREACHABLE, Passing",
        "57P01, STOPPED, Passing",
        "57P02, STOPPED, Passing",
        "57P03, STOPPED, Passing",
        "53300, CROWDED, Passing",
        "08004, TURNED_AWAY, Passing",
        "28000, NOT_ADMITTED, Refused",
        "28P01, NOT_ADMITTED, Refused",
        "3D000, NO_DATABASE, Refused",
        "57P04, NO_DATABASE, Refused",
        "42501, NO_PRIVILEGE, Refused",
        "3F000, NOT_MIGRATED, Refused",
        "42703, NOT_MIGRATED, Refused",
        "42P01, NOT_MIGRATED, Refused",
        "42601, OTHER_SCHEMA, Refused",
        "42883, OTHER_SCHEMA, Refused",
        "42P07, OTHER_SCHEMA, Refused",
        "25006, NOT_NOW, Passing",
        "25P03, NOT_NOW, Passing",
        "25P04, NOT_NOW, Passing",
        "40001, NOT_NOW, Passing",
        "40P01, NOT_NOW, Passing",
        "53100, NOT_NOW, Passing",
        "53200, NOT_NOW, Passing",
        "55P03, NOT_NOW, Passing",
        "57014, NOT_NOW, Passing",
        "57P05, NOT_NOW, Passing",
        "58030, NOT_NOW, Passing",
        "21000, CONTENT, Content",
        "22P02, CONTENT, Content",
        "23505, CONTENT, Content",
        "54000, CONTENT, Content",
        "0A000, OTHER, Refused",
        "25P02, OTHER, Refused",
        "55000, OTHER, Refused",
        "P0001, OTHER, Refused",
        "XX000, OTHER, Refused",
        "?, OTHER, Refused"
    })
    void aStateMeansTheSameToAllAndEachDoesItsOwn(String state, SqlCondition condition, String writer) {
        SQLException told = new SQLException("told by the server", state);

        assertThat(SqlCondition.of(told)).isEqualTo(condition);
        assertThat(DatabaseFailure.of(told).getClass().getSimpleName()).isEqualTo(writer);
    }

    @Test
    void theInnermostStateCountsAndSomeFailuresTellNone() {
        SQLException server = new SQLException("password authentication failed", "28P01");

        assertThat(SqlCondition.of(new SQLException("no connection", "08001", server)))
                .isEqualTo(SqlCondition.NOT_ADMITTED);
        assertThat(SqlCondition.of(new SQLException("?"))).isEqualTo(SqlCondition.UNTOLD);
    }
}
