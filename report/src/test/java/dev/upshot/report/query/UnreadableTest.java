package dev.upshot.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableTest {
    @ParameterizedTest
    @CsvSource({
        "08001, DATABASE_UNAVAILABLE, and that it is running",
        "08003, DATABASE_UNAVAILABLE, and that it is running",
        "08006, DATABASE_UNAVAILABLE, and that it is running",
        "08S01, DATABASE_UNAVAILABLE, and that it is running",
        "08P01, DATABASE_UNAVAILABLE, and that it is running",
        "57P01, DATABASE_UNAVAILABLE, and that it is running",
        "57P02, DATABASE_UNAVAILABLE, and that it is running",
        "57P03, DATABASE_UNAVAILABLE, and that it is running",
        "53300, DATABASE_UNAVAILABLE, and that it is running",
        "08004, FORBIDDEN, jdbc.password.file",
        "28000, FORBIDDEN, jdbc.password.file",
        "28P01, FORBIDDEN, jdbc.password.file",
        "42501, FORBIDDEN, grant upshot_analyst to",
        "3D000, DATABASE_FAULT, there is no such reporting database",
        "57P04, DATABASE_FAULT, there is no such reporting database",
        "57014, DATABASE_FAULT, its log says more",
        "57P05, DATABASE_FAULT, its log says more",
        "22012, DATABASE_FAULT, its log says more",
        "25P03, DATABASE_FAULT, its log says more",
        "40001, DATABASE_FAULT, its log says more",
        "53100, DATABASE_FAULT, its log says more",
        "XX000, DATABASE_FAULT, its log says more",
        "42P01, OTHER_VERSION, not all reporting tables",
        "42703, OTHER_VERSION, not all reporting tables",
        "3F000, OTHER_VERSION, not all reporting tables",
    })
    void onlyADatabaseThatDoesNotAnswerIsAway(String state, Kind kind, String advice) {
        SQLException said = new SQLException("FATAL: it is so.\n  Detail: of no use", state);

        for (ReportException why : new ReportException[] {
            Unreadable.of(said),
            Unreadable.of(new DataAccessException("SQL [select 1]; it is so", said)),
            Unreadable.of(new DataAccessException("no connection", said))
        }) {
            assertThat(why.kind()).isEqualTo(kind);
            assertThat(why).hasMessageContaining("(it is so)").hasMessageContaining(advice);
        }
    }

    @Test
    void withoutAStateAFailureOfTheNetworkIsOneOfTheDatabaseThatIsAway() {
        assertThat(Unreadable.of(new SQLException("silence", new SocketTimeoutException())))
                .extracting(ReportException::kind)
                .isEqualTo(Kind.DATABASE_UNAVAILABLE);
        assertThat(Unreadable.of(new DataAccessException("interrupted", new InterruptedException())))
                .extracting(ReportException::kind)
                .isEqualTo(Kind.DATABASE_FAULT);
    }
}
