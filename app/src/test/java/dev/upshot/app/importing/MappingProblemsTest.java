package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingProblemsTest {

    private static final String OUTCOME = """
            outcomes:
              - outcome_id: {column: id}
                subject_id: {column: id}
                outcome: {constant: paid}
                occurred_at: {column: at}
                value: {column: x}
            """;

    @Test
    void aFieldThatTheEventNeedsIsMissing() {
        assertThat(problems(OUTCOME.replace("    value: {column: x}\n", "")))
                .containsExactly("m.yaml:2: outcomes[0].value: missing; the event needs it");
    }

    @Test
    void anUnknownKeyIsToldWithWhatIsAllowed() {
        assertThat(problems(OUTCOME.replace("value: {column: x}", "value: {column: x}\n    worth: {column: x}")))
                .singleElement()
                .asString()
                .startsWith("m.yaml:7: outcomes[0].worth: unknown; allowed here: amends, decision_id, delay,");
    }

    @Test
    void aKeyIsGivenTwice() {
        assertThat(problems(OUTCOME + "    value: {column: y}\n"))
                .containsExactly("m.yaml:7: outcomes[0].value: given twice");
    }

    @Test
    void aFieldHasTwoSources() {
        assertThat(problems(OUTCOME.replace("{column: x}", "{column: x, constant: \"1\"}")))
                .containsExactly("m.yaml:6: outcomes[0].value: expected exactly one of column, constant, template");
    }

    @Test
    void aFieldIsAPlainValue() {
        assertThat(problems(OUTCOME.replace("{constant: paid}", "paid")))
                .contains("m.yaml:4: outcomes[0].outcome: expected keys with values, found the plain value 'paid'");
    }

    @Test
    void aConstantIsNotOfTheFieldsKind() {
        assertThat(problems(OUTCOME.replace("{column: x}", "{constant: much}")))
                .containsExactly("m.yaml:6: outcomes[0].value: 'much' is not a number (expected for example -12.50)");
    }

    @Test
    void aMapLeadsToAWordTheSchemaDoesNotKnow() {
        assertThat(problems(OUTCOME + "    status: {column: s, map: {ok: DONE}}\n"))
                .containsExactly(
                        "m.yaml:7: outcomes[0].status: 'DONE' is not one of [PRELIMINARY, FINAL, AMENDED, CANCELLED]");
    }

    @Test
    void aFormatIsNoPattern() {
        assertThat(problems(OUTCOME.replace("{column: at}", "{column: at, format: \"yyyy-bb\"}")))
                .containsExactly("m.yaml:5: outcomes[0].occurred_at.format: 'yyyy-bb': Unknown pattern letter: b");
    }

    @Test
    void aFormatWithoutOffsetNeedsAZone() {
        assertThat(problems(OUTCOME.replace("{column: at}", "{column: at, format: \"uuuu-MM-dd HH:mm\"}")))
                .containsExactly("m.yaml:5: outcomes[0].occurred_at.format: 'uuuu-MM-dd HH:mm': cannot tell a point in"
                        + " time: a time without an offset; give the field a zone");
    }

    @Test
    void aFormatWithoutADateIsNoPointInTime() {
        assertThat(problems(OUTCOME.replace("{column: at}", "{column: at, format: \"HH:mm\", zone: UTC}")))
                .singleElement()
                .asString()
                .contains("cannot tell a point in time");
    }

    @Test
    void aZoneIsUnknown() {
        assertThat(problems(OUTCOME.replace("{column: at}", "{column: at, zone: Berlin}")))
                .containsExactly("m.yaml:5: outcomes[0].occurred_at.zone: 'Berlin': not a time zone (expected for"
                        + " example Europe/Berlin or UTC)");
    }

    @Test
    void aDelayIsNegative() {
        assertThat(problems(OUTCOME + "    delay: -PT1H\n"))
                .containsExactly("m.yaml:7: outcomes[0].delay: '-PT1H': the log cannot learn of an event before it"
                        + " happens");
    }

    @Test
    void aDelayStandsBesideAnObservedTime() {
        assertThat(problems(OUTCOME + "    delay: PT1H\n    observed_at: {column: at}\n"))
                .containsExactly("m.yaml:8: outcomes[0].observed_at: given beside delay; only one of them can hold");
    }

    @Test
    void aConditionHasNoTest() {
        assertThat(problems(OUTCOME + "    when: [{column: x}]\n"))
                .containsExactly(
                        "m.yaml:7: outcomes[0].when[0]: expected a column and one of equals, not_equals, present");
    }

    @Test
    void aSeparatorIsMoreThanACharacter() {
        assertThat(problems("csv: {separator: ';;'}\n" + OUTCOME))
                .containsExactly("m.yaml:1: csv.separator: ';;': expected one character");
    }

    @Test
    void aCharsetCannotBeWritten() {
        assertThat(problems("csv: {charset: ISO-2022-CN}\n" + OUTCOME))
                .containsExactly(
                        "m.yaml:1: csv.charset: 'ISO-2022-CN': can be read but not written, and the rejects are"
                                + " written in it");
    }

    @Test
    void aMappingMakesNoEvent() {
        assertThat(problems("csv: {separator: ';'}\n"))
                .containsExactly(
                        "m.yaml:1: makes no event; expected at least one entry under decisions, outcomes or reviews");
    }

    @Test
    void aMappingIsEmpty() {
        assertThat(problems("# nothing\n"))
                .containsExactly("m.yaml:1: is empty; expected decisions, outcomes or reviews");
    }

    @Test
    void aMappingIsNotYaml() {
        assertThat(problems("outcomes: [\n  a: b: c\n"))
                .singleElement()
                .asString()
                .startsWith("m.yaml:2: is not YAML: ");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problems(OUTCOME.replace("{column: id}", "{}").replace("{column: x}", "[1]")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aMappingThatIsNotThereIsToldInOneLine(@TempDir Path directory) {
        Path missing = directory.resolve("m.yaml");

        assertThatThrownBy(() -> Mapping.read(missing))
                .isInstanceOf(ImportException.class)
                .hasMessage("cannot read the mapping " + missing + ": there is no such file");
    }

    private static List<String> problems(String yaml) {
        MappingException e = catchThrowableOfType(MappingException.class, () -> Mapping.parse(yaml, "m.yaml"));
        assertThat(e).as("the mapping was accepted").isNotNull();
        return e.problems().stream().map(MappingProblem::toString).toList();
    }
}
