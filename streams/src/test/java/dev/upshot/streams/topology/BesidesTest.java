package dev.upshot.streams.topology;

import static dev.upshot.streams.Events.T;
import static dev.upshot.streams.Events.decision;
import static dev.upshot.streams.Events.outcome;
import static dev.upshot.streams.Events.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published beside the cells: restatements, and the health of the joins. */
class BesidesTest {

    private static final Instant LATER = T.plus(Duration.ofHours(2));

    @TempDir
    private Path directory;

    private EmbeddedRegistry registry;
    private MeasuringTask task;

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        task = MeasuringTask.of(Events.PLAN, registry, directory);
    }

    @AfterEach
    void stop() {
        task.close();
        registry.close();
    }

    @Test
    void an_amendment_says_what_it_changed_by_how_much_in_which_row_and_why() {
        task.send(decision("d1", "s1", "model"), T);
        task.send(outcome("o1", "s1", "d1", "recovery", 100), LATER);
        assertThat(task.restatements()).isEmpty();
        OutcomeEvent amended = outcome("o2", "s1", "d1", "recovery", 70);
        amended.setAmends("o1");
        amended.setStatus(OutcomeStatus.AMENDED);
        task.send(amended, LATER);
        RestatementPartial row = only(task.restatements());
        assertThat(row.getCause()).isEqualTo("amended");
        assertThat(row.getKpi()).isEqualTo("recovered");
        assertThat(row.getArm()).isEqualTo("model");
        assertThat(row.getSegments()).containsExactly("north");
        assertThat(row.getCohortDay()).hasToString("2026-01-05");
        assertThat(row.getUnits()).isEqualTo(1);
        assertThat(change(row)).isEqualTo(BigInteger.valueOf(-3000));
    }

    @Test
    void a_review_that_overturns_restates_no_value() {
        task.send(decision("d1", "s1", "model"), T);
        task.send(review("s1", "d1", Verdict.OVERRIDDEN), LATER);
        RestatementPartial row = only(task.restatements());
        assertThat(row.getCause()).isEqualTo("overturned");
        assertThat(row.getKpi()).isEmpty();
        assertThat(row.getUnits()).isEqualTo(1);
        assertThat(change(row)).isEqualTo(BigInteger.ZERO);
    }

    @Test
    void a_restatement_whose_decision_is_replaced_moves_with_it() {
        task.send(decision("d1", "s1", "model"), T);
        task.send(outcome("o1", "s1", "d1", "recovery", 100), LATER);
        OutcomeEvent cancelled = outcome("o1", "s1", "d1", "recovery", 100);
        cancelled.setStatus(OutcomeStatus.CANCELLED);
        task.send(cancelled, LATER);
        DecisionEvent superseding = decision("d2", "s1", "model");
        superseding.setSupersedes("d1");
        task.send(superseding, T);
        assertThat(task.restatements())
                .filteredOn(row -> row.getKpi().equals("recovered"))
                .extracting(RestatementPartial::getCause)
                .containsExactlyInAnyOrder("cancelled", "superseded");
    }

    @Test
    void the_health_of_a_day_shows_what_became_of_its_events() {
        task.send(decision("d1", "s1", "model"), T);
        task.send(outcome("o1", "s1", "d1", "recovery", 100), LATER);
        task.send(outcome("o2", "s1", "none", "recovery", 100), LATER);
        task.send(review("s1", "d1", Verdict.ACCEPTED), LATER);
        JoinHealthPartial day = only(task.health());
        assertThat(day.getEventDay()).hasToString("2026-01-05");
        assertThat(day.getDecisionFacts()).isEqualTo(1);
        assertThat(day.getOutcomeFacts()).isEqualTo(2);
        assertThat(day.getReviewFacts()).isEqualTo(1);
        assertThat(day.getDecisions()).isEqualTo(1);
        assertThat(day.getOutcomes()).isEqualTo(2);
        assertThat(day.getOutcomesDirect()).isEqualTo(1);
        assertThat(day.getOutcomesUnjoined()).isEqualTo(1);
        assertThat(day.getSubjects()).isEqualTo(1);
        // 3,600,000 ms: 2^21 and 0.71 of it more.
        assertThat(day.getDelays()).containsExactly(new DelayBucket(4 * 21 + 2 + 1, 1L));
    }

    @Test
    void an_outcome_that_waited_is_joined_when_its_decision_comes() {
        task.send(outcome("o1", "s1", "d1", "recovery", 100), LATER);
        assertThat(only(task.health()).getOutcomesUnjoined()).isEqualTo(1);
        task.send(decision("d1", "s1", "model"), LATER);
        assertThat(only(task.health()).getOutcomesUnjoined()).isZero();
        assertThat(only(task.health()).getOutcomesDirect()).isEqualTo(1);
    }

    @Test
    void a_repetition_is_counted_on_the_day_on_which_the_log_learned_of_it() {
        task.send(decision("d1", "s1", "model"), T);
        task.send(decision("d1", "s1", "model"), T.plus(Duration.ofDays(1)));
        task.send(decision("d1", "s1", "model"), T.plus(Duration.ofDays(1)));
        assertThat(task.health()).hasSize(2);
        assertThat(task.health().get(0).getDuplicateRecords()).isZero();
        assertThat(task.health().get(1).getEventDay()).hasToString("2026-01-06");
        assertThat(task.health().get(1).getDuplicateRecords()).isEqualTo(2);
        assertThat(task.health().get(1).getDecisions()).isZero();
    }

    private static <T> T only(List<T> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static BigInteger change(RestatementPartial row) {
        byte[] bytes = new byte[row.getChange().remaining()];
        row.getChange().duplicate().get(bytes);
        return new BigInteger(bytes);
    }
}
