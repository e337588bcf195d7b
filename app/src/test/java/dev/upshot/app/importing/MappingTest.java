package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final String DECISION = """
            decisions:
              - decision_id: {template: "d-${id}"}
                subject_id: {column: id}
                use_case: {constant: claims}
                decided_at: {column: at, format: epoch_seconds}
                actor: {type: {constant: MODEL}, id: {constant: m}}
                action: {constant: approve}
                mode: {constant: AUTOMATED}
            """;

    private static final String OUTCOME = """
            outcomes:
              - outcome_id: {template: "o-${id}"}
                subject_id: {column: id}
                outcome: {constant: paid}
                occurred_at: {column: at, format: epoch_seconds}
                value: {column: x}
            """;

    @Test
    void everyFieldOfADecisionCanBeMapped() throws BadRowException {
        String mapping = DECISION + """
                    requested_at: {column: at, format: epoch_seconds, plus: -PT1M}
                    score: {column: x}
                    variant: {column: arm, map: {A: model, B: human}}
                    propensity: {constant: "0.25"}
                    risk_tier: {constant: high}
                    segments: {region: {column: region}, desk: {constant: north}}
                    covariates: {prior: {column: x}}
                    cost: {amount: {constant: "0.02"}, currency: {constant: EUR}}
                    input_hash: {constant: abc}
                    supersedes: {template: "d-${old}"}
                    delay: PT5M
                """;

        TimedEvent event = only(
                mapping,
                Map.of("id", "7", "at", "1700000000", "x", "-1.5e2", "arm", "B", "region", "south", "old", "6"));

        DecisionEvent decision = (DecisionEvent) event.value();
        assertThat(decision.getDecisionId()).isEqualTo("d-7");
        assertThat(decision.getSubjectId()).isEqualTo("7");
        assertThat(decision.getUseCase()).isEqualTo("claims");
        assertThat(decision.getDecidedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(decision.getActor().getType()).isEqualTo(ActorType.MODEL);
        assertThat(decision.getActor().getId()).isEqualTo("m");
        assertThat(decision.getActor().getVersion()).isEmpty();
        assertThat(decision.getAction()).isEqualTo("approve");
        assertThat(decision.getMode()).isEqualTo(DecisionMode.AUTOMATED);
        assertThat(decision.getRequestedAt()).isEqualTo(Instant.ofEpochSecond(1_699_999_940));
        assertThat(decision.getScore()).isEqualTo(-150);
        assertThat(decision.getVariant()).isEqualTo("human");
        assertThat(decision.getPropensity()).isEqualTo(0.25);
        assertThat(decision.getRiskTier()).isEqualTo("high");
        assertThat(decision.getSegments()).isEqualTo(Map.of("region", "south", "desk", "north"));
        assertThat(decision.getCovariates()).isEqualTo(Map.of("prior", -150.0));
        assertThat(decision.getCost().getAmount()).isEqualTo(0.02);
        assertThat(decision.getCost().getCurrency()).isEqualTo("EUR");
        assertThat(decision.getInputHash()).isEqualTo("abc");
        assertThat(decision.getSupersedes()).isEqualTo("d-6");
        assertThat(event.kind()).isEqualTo(EventKind.DECISION);
        assertThat(event.key()).isEqualTo("7");
        assertThat(event.observedAt()).isEqualTo(1_700_000_300_000L);
    }

    @Test
    void everyFieldOfAnOutcomeCanBeMapped() throws BadRowException {
        String mapping = OUTCOME + """
                    decision_id: {template: "d-${id}"}
                    unit: {constant: USD}
                    label: {column: label}
                    amends: {column: old}
                    status: {column: status}
                    observed_at: {column: seen, format: epoch_millis}
                """;

        TimedEvent event = only(
                mapping,
                Map.of(
                        "id",
                        "7",
                        "at",
                        "1700000000.25",
                        "x",
                        "0",
                        "label",
                        "fraud",
                        "old",
                        "o-6",
                        "status",
                        "AMENDED",
                        "seen",
                        "1700000001000"));

        OutcomeEvent outcome = (OutcomeEvent) event.value();
        assertThat(outcome.getOutcomeId()).isEqualTo("o-7");
        assertThat(outcome.getSubjectId()).isEqualTo("7");
        assertThat(outcome.getOutcome()).isEqualTo("paid");
        assertThat(outcome.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
        assertThat(outcome.getValue()).isZero();
        assertThat(outcome.getDecisionId()).isEqualTo("d-7");
        assertThat(outcome.getUnit()).isEqualTo("USD");
        assertThat(outcome.getLabel()).isEqualTo("fraud");
        assertThat(outcome.getAmends()).isEqualTo("o-6");
        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.AMENDED);
        assertThat(event.kind()).isEqualTo(EventKind.OUTCOME);
        assertThat(event.observedAt()).isEqualTo(1_700_000_001_000L);
    }

    @Test
    void everyFieldOfAReviewCanBeMapped() throws BadRowException {
        String mapping = """
                reviews:
                  - decision_id: {template: "d-${id}"}
                    subject_id: {column: id}
                    use_case: {constant: claims}
                    reviewer: {type: {constant: HUMAN}, id: {column: by}}
                    verdict: {column: verdict}
                    reviewed_at: {column: at}
                    review_started_at: {column: at, plus: -PT10M}
                    final_action: {column: action}
                    reason_code: {column: code}
                """;

        TimedEvent event = only(
                mapping,
                Map.of(
                        "id",
                        "7",
                        "by",
                        "senior",
                        "verdict",
                        "OVERRIDDEN",
                        "at",
                        "2025-10-01T10:00:00+02:00",
                        "action",
                        "decline",
                        "code",
                        "R1"));

        ReviewEvent review = (ReviewEvent) event.value();
        assertThat(review.getDecisionId()).isEqualTo("d-7");
        assertThat(review.getSubjectId()).isEqualTo("7");
        assertThat(review.getUseCase()).isEqualTo("claims");
        assertThat(review.getReviewer().getType()).isEqualTo(ReviewerType.HUMAN);
        assertThat(review.getReviewer().getId()).isEqualTo("senior");
        assertThat(review.getVerdict()).isEqualTo(Verdict.OVERRIDDEN);
        assertThat(review.getReviewedAt()).isEqualTo(Instant.parse("2025-10-01T08:00:00Z"));
        assertThat(review.getReviewStartedAt()).isEqualTo(Instant.parse("2025-10-01T07:50:00Z"));
        assertThat(review.getFinalAction()).isEqualTo("decline");
        assertThat(review.getReasonCode()).isEqualTo("R1");
        assertThat(event.kind()).isEqualTo(EventKind.REVIEW);
    }

    @Test
    void whatIsEmptyAndNotNeededIsLeftOut() throws BadRowException {
        String mapping = DECISION + """
                    score: {column: x}
                    segments: {region: {column: region}}
                    cost: {amount: {column: x}, currency: {constant: EUR}}
                    supersedes: {template: "d-${old}"}
                """;

        DecisionEvent decision =
                (DecisionEvent) only(mapping, Map.of("id", "7", "at", "0", "x", "", "region", "", "old", ""))
                        .value();

        assertThat(decision.getScore()).isNull();
        assertThat(decision.getSegments()).isEmpty();
        assertThat(decision.getCost()).isNull();
        assertThat(decision.getSupersedes()).isNull();
    }

    @Test
    void anOutcomeIsFinalUnlessTheRowSaysOtherwise() throws BadRowException {
        OutcomeEvent outcome = (OutcomeEvent)
                only(OUTCOME, Map.of("id", "7", "at", "0", "x", "1")).value();

        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.FINAL);
    }

    @ParameterizedTest
    @CsvSource({
        "'{column: arm, equals: A}', A, true",
        "'{column: arm, equals: A}', a, false",
        "'{column: arm, not_equals: A}', B, true",
        "'{column: arm, not_equals: A}', A, false",
        "'{column: arm, present: true}', A, true",
        "'{column: arm, present: true}', '', false",
        "'{column: arm, present: false}', '', true",
        "'{column: arm, present: false}', A, false",
    })
    void aRuleAppliesWhereItsConditionHolds(String condition, String cell, boolean applies) throws BadRowException {
        String mapping = OUTCOME + "    when: [" + condition + "]\n";

        List<TimedEvent> events = events(mapping, Map.of("id", "7", "at", "0", "x", "1", "arm", cell));

        assertThat(events).hasSize(applies ? 1 : 0);
    }

    @Test
    void allConditionsOfARuleMustHold() throws BadRowException {
        String mapping = OUTCOME + "    when: [{column: x, equals: \"1\"}, {column: arm, equals: A}]\n";

        assertThat(events(mapping, Map.of("id", "7", "at", "0", "x", "1", "arm", "B")))
                .isEmpty();
        assertThat(events(mapping, Map.of("id", "7", "at", "0", "x", "1", "arm", "A")))
                .hasSize(1);
    }

    @Test
    void aRowGivesItsEventsInTheOrderOfTheMapping() throws BadRowException {
        List<TimedEvent> events = events(OUTCOME + DECISION, Map.of("id", "7", "at", "0", "x", "1"));

        assertThat(events).extracting(TimedEvent::kind).containsExactly(EventKind.DECISION, EventKind.OUTCOME);
    }

    @Test
    void aTemplateKnowsTheRowAndTheFile() throws BadRowException {
        String mapping = OUTCOME.replace("o-${id}", "${file}/${row}");

        OutcomeEvent outcome = (OutcomeEvent)
                only(mapping, Map.of("id", "7", "at", "0", "x", "1")).value();

        assertThat(outcome.getOutcomeId()).isEqualTo("some.csv/41");
    }

    @Test
    void theWordOtherwiseStandsForAllElseAndForNothing() throws BadRowException {
        String mapping = OUTCOME.replace("{column: x}", "{column: x, map: {good: \"1\"}, otherwise: \"0\"}");

        assertThat(value(mapping, "good")).isEqualTo(1);
        assertThat(value(mapping, "bad")).isZero();
        assertThat(value(mapping, "")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1 000", " 1", "1f", "0x10", "NaN", "Infinity", "1e999", "one", "-", "."})
    void whatIsNotPlainlyANumberIsRefused(String text) {
        assertThatThrownBy(() -> value(OUTCOME, text))
                .isInstanceOf(BadRowException.class)
                .hasMessageStartingWith("outcomes[0].value (column x): ")
                .hasMessageContaining("number")
                .hasMessageNotContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"12,12", "-0.5,-0.5", "+3,3", ".5,0.5", "3.,3", "2E3,2000"})
    void plainNumbersAreRead(String text, double value) throws BadRowException {
        assertThat(value(OUTCOME, text)).isEqualTo(value);
    }

    @Test
    void anEmptyFieldThatTheEventNeedsRefusesTheRow() {
        assertThatThrownBy(() -> value(OUTCOME, ""))
                .hasMessage("outcomes[0].value (column x): empty, but the event needs it");
    }

    @Test
    void halfAnIdIsNoId() {
        assertThatThrownBy(() -> events(OUTCOME, Map.of("id", "", "at", "0", "x", "1")))
                .hasMessage("outcomes[0].outcome_id (column id): empty, but the event needs it");
    }

    @Test
    void anIdOfMoreThan128CharactersIsRefused() {
        assertThatThrownBy(() -> events(OUTCOME, Map.of("id", "x".repeat(127), "at", "0", "x", "1")))
                .hasMessage("outcomes[0].outcome_id (column id): longer than 128 characters");
    }

    @Test
    void aWordThatIsNotInTheMapIsRefused() {
        String mapping = OUTCOME.replace("{column: x}", "{column: x, map: {good: \"1\"}}");

        assertThatThrownBy(() -> value(mapping, "bad"))
                .hasMessage("outcomes[0].value (column x): the mapping's map has no entry for what stands there");
    }

    @Test
    void aSymbolTheSchemaDoesNotKnowIsRefused() {
        String mapping = OUTCOME + "    status: {column: status}\n";

        assertThatThrownBy(() -> events(mapping, Map.of("id", "7", "at", "0", "x", "1", "status", "final")))
                .hasMessage("outcomes[0].status (column status): not one of [PRELIMINARY, FINAL, AMENDED, CANCELLED]");
    }

    @Test
    void oneBadEventRefusesAllEventsOfItsRow() {
        assertThatThrownBy(() -> events(DECISION + OUTCOME, Map.of("id", "7", "at", "0", "x", "?")))
                .isInstanceOf(BadRowException.class);
    }

    @Test
    void aColumnThatAFileLacksIsToldWithItsPlaceInTheMapping() {
        Mapping mapping = Mapping.parse(OUTCOME, "m.yaml");

        assertThatThrownBy(() -> mapping.check(new Header(List.of("id", "when", "x")), Path.of("a.csv")))
                .isInstanceOf(MappingException.class)
                .hasMessage("m.yaml:5: outcomes[0].occurred_at: no column 'at' in a.csv; it has id, when, x");
    }

    private static double value(String mapping, String x) throws BadRowException {
        return ((OutcomeEvent)
                        only(mapping, Map.of("id", "7", "at", "0", "x", x)).value())
                .getValue();
    }

    private static TimedEvent only(String mapping, Map<String, String> cells) throws BadRowException {
        List<TimedEvent> events = events(mapping, cells);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<TimedEvent> events(String mapping, Map<String, String> cells) throws BadRowException {
        List<String> names = List.copyOf(cells.keySet());
        List<String> values = names.stream().map(cells::get).toList();
        return Mapping.parse(mapping, "m.yaml").events(new Row("some.csv", 42, 41, new Header(names), values));
    }
}
