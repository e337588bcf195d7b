package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.CommandFailure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report looks back to what the log has closed, and no further. */
class AsOfTest {
    private static final Optional<Instant> LOG = Optional.of(Instant.parse("2026-01-14T12:30:00.125Z"));

    @Test
    void a_day_is_to_its_end_in_utc() {
        assertThat(AsOf.of("2026-01-14").moment()).isEqualTo("2026-01-15T00:00:00Z");
        assertThat(AsOf.of("2026-01-14T06:00:00Z").moment()).isEqualTo("2026-01-14T06:00:00Z");
    }

    @Test
    void the_day_the_log_is_in_is_not_closed_and_the_last_moment_that_is_can_be_copied() {
        assertThatThrownBy(() -> AsOf.of("2026-01-14").requireClosed(LOG))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "--as-of 2026-01-14, which is to its end, 2026-01-15T00:00:00Z, lies ahead of the log: the last"
                                + " moment that can be looked back to is --as-of 2026-01-14T12:30:00.125Z");
        assertThatCode(() -> AsOf.of("2026-01-14T12:30:00.125Z").requireClosed(LOG))
                .doesNotThrowAnyException();
        assertThatCode(() -> AsOf.of("2026-01-13").requireClosed(LOG)).doesNotThrowAnyException();
    }

    @Test
    void an_instant_ahead_of_the_log_is_told_as_it_was_given() {
        assertThatThrownBy(() -> AsOf.of("2026-01-14T13:00:00Z").requireClosed(LOG))
                .hasMessageStartingWith("--as-of 2026-01-14T13:00:00Z lies ahead of the log: ");
    }

    @Test
    void while_no_time_has_passed_nothing_can_be_looked_back_to() {
        assertThatThrownBy(() -> AsOf.of("2026-01-14").requireClosed(Optional.empty()))
                .hasMessageContaining("nothing is official; leave it out");
    }

    @Test
    void what_is_no_moment_is_answered_with_one() {
        assertThatThrownBy(() -> AsOf.of("yesterday"))
                .hasMessage("--as-of yesterday is no moment: write 2026-03-31 or 2026-03-31T12:00:00Z");
    }
}
