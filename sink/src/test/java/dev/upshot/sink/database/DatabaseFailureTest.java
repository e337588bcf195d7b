package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.sink.database.DatabaseFailure.Content;
import dev.upshot.sink.database.DatabaseFailure.Passing;
import dev.upshot.sink.database.DatabaseFailure.Refused;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08001, it cannot be reached",
        "08006, the connection broke",
        "40001, it met another transaction",
        "40P01, a deadlock chose us",
        "53100, its disk is full",
        "53200, it is out of memory",
        "53300, it has too many connections",
        "55P03, a lock was not to be had",
        "57014, a statement took too long or was cancelled",
        "57P01, an administrator shut it down",
        "57P02, it crashed",
        "57P03, it starts up or shuts down",
        "25006, it is a standby and only reads",
        "25P03, we stood still in a transaction for too long",
        "25P04, a transaction took too long",
        "58030, its operating system failed"
    })
    void whatPassesIsWaitedForAndToldInWords(String state, String words) {
        assertThat(DatabaseFailure.of(failure(state))).isEqualTo(new Passing(state, words));
    }

    @ParameterizedTest
    @CsvSource({
        "21000, a row would be written twice by one statement",
        "22003, a number is out of range",
        "22008, a date is out of range",
        "22021, a text holds what its encoding cannot",
        "22P02, a value cannot be read as its column's type",
        "23001, an official reading would be changed",
        "23502, a value is missing",
        "23503, a row refers to none",
        "23505, a row exists already",
        "23514, a check does not hold",
        "54000, a value cannot be stored"
    })
    void whatARecordHoldsIsBlamedOnTheRecord(String state, String words) {
        assertThat(DatabaseFailure.of(failure(state))).isEqualTo(new Content(state, words));
    }

    @ParameterizedTest
    @CsvSource({
        "28000, check jdbc.user and jdbc.password.file",
        "28P01, check jdbc.user and jdbc.password.file",
        "3D000, 'create the database, or correct jdbc.url'",
        "57P04, 'create the database, or correct jdbc.url'",
        "42501, this database user lacks a privilege",
        "3F000, the schema is older or newer than this program",
        "42P01, the schema is older or newer than this program",
        "42703, the schema is older or newer than this program",
        "42P10, the schema is older or newer than this program",
        "0A000, ''",
        "XX001, ''",
        "P0001, ''",
        "?, ''"
    })
    void whatNeitherWaitingNorLeavingOutMendsIsRefusedWithAdvice(String state, String advice) {
        assertThat(DatabaseFailure.of(failure(state)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.advice()).startsWith(advice));
    }

    @ParameterizedTest
    @CsvSource({"42P01, true", "42703, true", "3F000, true", "42501, false", "28P01, false", "XX000, false"})
    void onlyTablesThatAreNotAsWeKnowThemAreAMatterOfTheSchema(String state, boolean expected) {
        assertThat(DatabaseFailure.of(failure(state)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.isOfTheSchema()).isEqualTo(expected));
    }

    @Test
    void theServersAnswerCountsAndNotThePoolsWrapping() {
        SQLException server = new SQLException("password authentication failed", "28P01");
        SQLException pool = new SQLTransientConnectionException("not available", "08001", server);

        assertThat(DatabaseFailure.of(pool)).isInstanceOf(Refused.class);
    }

    @Test
    void aPoolThatRunsOutOfTimeIsWaitedFor() {
        assertThat(DatabaseFailure.of(new SQLTransientConnectionException("timed out")))
                .isEqualTo(new Passing(null, "no connection in time"));
    }

    @Test
    void aValueThatTheDriverCannotTurnIntoItsColumnsTypeIsTheRecordsFault() {
        assertThat(DatabaseFailure.of(new DataTypeException("no date"))).isInstanceOf(Content.class);
    }

    @Test
    void whatTellsNothingIsNotWaitedFor() {
        assertThat(DatabaseFailure.of(new SQLException("?"))).isInstanceOf(Refused.class);
    }

    @Test
    void itIsToldWithItsState() {
        assertThat(DatabaseFailure.of("53100").told()).isEqualTo("its disk is full (SQLSTATE 53100)");
        assertThat(new Passing(null, "no connection in time").told()).isEqualTo("no connection in time");
    }

    private static Throwable failure(String state) {
        return new DataAccessException("wrapped", new SQLException("told by the server", state));
    }
}
