package dev.upshot.app.erase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete         | -1         | for ever, until somebody gives the topic a retention
            delete         | 1209600000 | each leaves 14 days after its timestamp, or later
            delete         | 43200000   | each leaves 12 hours after its timestamp, or later
            compact        | 43200000   | each stays until its key is written again
            compact,delete | 86400000   | each leaves 1 day after its timestamp, or later, or when its key is written again
            """)
    void what_the_broker_tells_is_said_so_that_nobody_hopes_for_more(String policy, String retention, String said) {
        assertThat(Keeping.of("events", policy, retention).render()).isEqualTo("events: " + said);
    }
}
