package dev.upshot.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "42501, the reporting database says: it is so. The user of `upshot verify` creates a scratch schema: grant it",
        "42P01, the reporting database says: it is so. Start `upshot run` or `upshot sink` of this version once",
        "42703, the reporting database says: it is so. Start `upshot run` or `upshot sink` of this version once",
        "08006, the reporting database says: it is so",
        "57014, the reporting database says: it is so",
    })
    void whatCanBeDoneIsSaidWhereItIsKnown(String state, String message) {
        assertThat(DatabaseTrouble.of(new SQLException("it is so", state))).hasMessageStartingWith(message);
    }
}
