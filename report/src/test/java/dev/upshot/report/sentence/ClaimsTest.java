package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.report.page.WebPages;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.scorecard.Scorecards;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    @Test
    void everyUseCaseSaysOneBeforeAnySaysAnother() {
        Scorecard scorecard = together(
                Scorecards.of("a", List.of(better("one"), better("two"), better("three"), better("four"))),
                Scorecards.of("b", List.of(better("one"), better("two"))),
                Scorecards.of("c", List.of(better("one"))));

        assertThat(said(scorecard)).containsExactly("a one", "b one", "c one", "a two", "b two");
        assertThat(Claims.count(scorecard)).isEqualTo(7);
        assertThat(WebPages.alone(scorecard, Audience.BOARD)).contains("5 of 7 claims");
    }

    @Test
    void noImprovementCrowdsOutADeterioration() {
        Scorecard scorecard = together(
                Scorecards.of("a", List.of(better("one"), better("two"))),
                Scorecards.of("b", List.of(better("one"), worse("two"), worse("three"))));

        assertThat(said(scorecard)).containsExactly("b two", "b three", "a one", "b one", "a two");
        assertThat(WebPages.alone(scorecard, Audience.BOARD)).doesNotContain("of 5 claims");
    }

    @Test
    void whatCountsTheOthersInComesFirst() {
        Reading net = Readings.amount()
                .named("net_value")
                .parts(new Kpi.Part("one", BigDecimal.ONE))
                .reading();
        Scorecard scorecard = together(
                Scorecards.of("a", List.of(better("one"), net)),
                Scorecards.of("b", List.of(better("one"), worse("two"), net)));

        assertThat(said(scorecard)).containsExactly("b two", "a net_value", "b net_value", "a one", "b one");
    }

    private static List<String> said(Scorecard scorecard) {
        return Claims.of(scorecard).stream()
                .map(claim -> claim.card().useCase() + " "
                        + claim.finding().reading().kpi().name())
                .toList();
    }

    private static Scorecard together(Scorecard... scorecards) {
        return new Scorecard(
                Stream.of(scorecards).flatMap(one -> one.useCases().stream()).toList(), List.of());
    }

    private static Reading better(String kpi) {
        return Readings.binary().named(kpi).reading();
    }

    private static Reading worse(String kpi) {
        return Readings.binary().named(kpi).better(Better.LOWER).reading();
    }
}
