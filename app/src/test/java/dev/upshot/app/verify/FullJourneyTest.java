package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.at;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.PlanVersion;
import dev.upshot.event.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be recomputed of {@code journey_full}: which events of a topic a journey holds, given how many. */
@ExtendWith(TestDatabase.class)
class FullJourneyTest {

    private static final int PARTITION = History.partition("s");

    private final DataSource database;

    FullJourneyTest(DataSource database) {
        this.database = database;
    }

    /** A journey of at most three facts, and five there would be: a decision, told twice; three outcomes, two of them told twice; a review. */
    private static History history() {
        PlanVersion plan = plan(1, quality());
        plan.setEventsPerJourney(3);
        return History.of(plan)
                .send(decision("d1", "s", "human", 0))
                .send(decision("d1", "s", "human", 0))
                .send(outcome("o1", "s", "correct", "d1", 1, 1))
                .send(outcome("o2", "s", "correct", "d1", 1, 0))
                .send(outcome("o1", "s", "correct", "d1", 1, 1))
                .send(outcome("o3", "s", "correct", "d1", 1, 0))
                .send(outcome("o3", "s", "correct", "d1", 1, 0))
                .send(review("d1", "s", Verdict.ACCEPTED, 3));
    }

    /** The differences where the pipeline has refused these records, as {@code topic@offset}, and measured the others. */
    private List<String> whereRefused(History history, String... refused) throws SQLException {
        try (Recomputed recomputed = history.recompute(database)) {
            String rows = Arrays.stream(refused)
                    .map(place -> "('" + place.replace("@", "', " + PARTITION + ", ")
                            + ", 'claims', 1, 'journey_full', '', now(), 'g1')")
                    .collect(Collectors.joining(", "));
            String quarantine = "delete from ops.quarantined_records; "
                    + (rows.isEmpty() ? "" : "insert into ops.quarantined_records values " + rows);
            recomputed.execute(quarantine).compute().publish().execute(quarantine);
            return recomputed.recomputation().compare(recomputed.events(), List.of()).differences().stream()
                    .filter(difference -> !difference.what().equals("conservation"))
                    .map(d -> String.join(" | ", d.what(), d.key(), d.expected(), d.found()))
                    .toList();
        }
    }

    private static String quarantined(String topic, int offset) {
        return "quarantine | " + topic + "-" + PARTITION + "@" + offset + ", claims v1 | ";
    }

    @Test
    void theFirstEventsOfEachTopicAreKeptHoweverTheTopicsWereRead() throws SQLException {
        assertThat(whereRefused(history(), "outcomes@3", "outcomes@4", "reviews@0"))
                .isEmpty();
        assertThat(whereRefused(history(), "outcomes@1", "outcomes@3", "outcomes@4"))
                .isEmpty();
        assertThat(whereRefused(history(), "outcomes@0", "outcomes@1", "outcomes@2", "outcomes@3", "outcomes@4"))
                .containsExactly("journey | claims v1 | 3 | 2");
        assertThat(whereRefused(history(), "decisions@0", "decisions@1", "outcomes@3", "outcomes@4"))
                .isEmpty();
    }

    @Test
    void anEarlierEventIsNotRefusedForALaterOneOfItsTopic() throws SQLException {
        assertThat(whereRefused(history(), "outcomes@1", "reviews@0"))
                .containsExactly(
                        quarantined("outcomes", 1) + "none | journey_full",
                        quarantined("outcomes", 3) + "journey_full | missing",
                        quarantined("outcomes", 4) + "journey_full | missing");
    }

    @Test
    void aJourneyThatHasRoomRefusesNothing() throws SQLException {
        assertThat(whereRefused(history(), "outcomes@1", "outcomes@3", "outcomes@4", "reviews@0"))
                .containsExactly("journey | claims v1 | 3 | 2");
    }

    @Test
    void aFullJourneyTakesNothingMore() throws SQLException {
        assertThat(whereRefused(history())).containsExactly("journey | claims v1 | 3 | 5");
    }

    @Test
    void aJourneyThatWasNeverFullRefusesNothing() throws SQLException {
        History history = History.of(plan(1, quality())).send(decision("d1", "s", "human", 0));
        assertThat(whereRefused(history, "decisions@0"))
                .containsExactly(quarantined("decisions", 0) + "none | journey_full");
    }

    /** Where the clock may have made room, all that is sure is that the limit was reached. */
    @Test
    void aJourneyThatFactsMayHaveLeftMayTakeMore() throws SQLException {
        Instant after = at(0).plus(Duration.ofDays(10));
        History history = history();
        for (String topic : List.of("decisions", "outcomes", "reviews")) {
            history.tick(topic, PARTITION, after);
        }
        assertThat(whereRefused(history)).isEmpty();
        assertThat(whereRefused(history, "outcomes@1")).isEmpty();
        assertThat(whereRefused(history, "outcomes@1", "outcomes@3", "outcomes@4", "reviews@0"))
                .containsExactly("journey | claims v1 | at least 3 | 2");
    }
}
