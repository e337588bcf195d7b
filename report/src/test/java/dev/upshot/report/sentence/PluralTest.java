package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluralTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "complaints",
                "Complaints per order",
                "false positives",
                "handling costs",
                "costs of claims",
                "days to decision"
            })
    void severalThingsAre(String name) {
        assertThat(Plural.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decision quality",
                "share of complaints",
                "time to first response",
                "cost per good outcomes",
                "success",
                "review status",
                "analysis",
                "bias",
                "",
                "s",
                "of complaints"
            })
    void oneThingIs(String name) {
        assertThat(Plural.is(name)).isFalse();
    }
}
