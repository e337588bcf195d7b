package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.upshot.report.Golden;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Findings;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.report.scorecard.Scorecards;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked for of a candidate whose cost is a part of its net value, among other KPIs. */
class RequestTest {
    private static final List<@Nullable String> GUARDRAILS = Arrays.asList(null, "held", "not_yet", "breached");

    /** Of every pair of verdicts, of the net value and of its part: what is asked, and what is said of it. */
    @Test
    void asksByTheGoldenTable() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Verdict whole : Verdict.values()) {
            for (Verdict part : Verdict.values()) {
                Request request = asked(net(whole, Grade.A), cost(part, Grade.A, null));
                table.append(String.format(
                        "net value %s, cost %s: %s, %s%n",
                        whole.code(), part.code(), request.action().code(), request.rule()));
            }
        }

        assertThat(table.toString().replace("\r", "")).isEqualTo(Golden.text(RequestTest.class, "requests.txt"));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void aNetValueThatImprovedForSureOrIsNotShownIsAllThatChangesWhatIsAsked(Verdict verdict) {
        for (Grade grade : Grade.values()) {
            if (verdict == Verdict.IMPROVED && !isWeak(grade)) {
                continue;
            }
            boolean shown = !isWeak(grade) && verdict != Verdict.NOT_YET && verdict != Verdict.REFUSED;
            costs().forEach(cost -> {
                Request request = asked(net(verdict, grade), cost);
                Request without = asked(madeOfNothing(verdict, grade), cost);

                assertThat(request.rule()).doesNotContain("outweighs");
                if (!shown && without.action() == Request.Action.SCALE) {
                    assertThat(request.action()).isEqualTo(Request.Action.HOLD);
                    assertThat(request.rule()).isEqualTo("improved, but net value is not shown yet");
                } else {
                    assertThat(request.action()).isEqualTo(without.action());
                }
            });
        }
    }

    @Test
    void whatIsNotOfficialYetIsAwaited() {
        Finding quality = finding(Readings.binary(), Verdict.IMPROVED, Grade.A);

        assertThat(requests(
                                List.of(
                                        cost(Verdict.NOT_YET, Grade.A, "not_yet")
                                                .reading(),
                                        net(Verdict.IMPROVED, Grade.A).reading()),
                                quality)
                        .get(0))
                .extracting(Request::action, Request::rule)
                .containsExactly(
                        Request.Action.HOLD,
                        "improved, but guardrail cost is not settled yet, and net value is not shown yet");
    }

    @Test
    void namesTheGuardrailThatIsAwaitedOrBreachedAndSaysWhereThereIsNone() {
        Finding quality = finding(Readings.binary(), Verdict.IMPROVED, Grade.A);

        assertThat(asked(quality).rule()).endsWith(", no guardrail in the plan");
        assertThat(asked(quality, cost(Verdict.NOT_YET, Grade.A, "held")).rule())
                .endsWith(", guardrails held");
        assertThat(asked(quality, cost(Verdict.NOT_YET, Grade.A, "not_yet")).rule())
                .isEqualTo("improved, but guardrail cost is not settled yet");
        assertThat(asked(quality, cost(Verdict.NOT_YET, Grade.A, "not_yet"), net(Verdict.NOT_YET, Grade.A))
                        .rule())
                .isEqualTo("improved, but guardrail cost is not settled yet, and net value is not shown yet");
        assertThat(asked(quality, cost(Verdict.NOT_YET, Grade.A, "breached")))
                .extracting(Request::action, Request::rule)
                .containsExactly(Request.Action.RETRAIN, "improved in a KPI, but guardrail cost is breached");
        assertThat(asked(cost(Verdict.DEGRADED, Grade.A, "breached")).rule())
                .isEqualTo("worse in a KPI, and guardrail cost is breached, improved in none");
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B"})
    void aNetValueThatImprovedOutweighsALossInItsPartAndSaysSo(Grade grade) {
        costs().forEach(cost -> {
            Judgement judged = cost.judgement();
            boolean lost = judged.verdict() == Verdict.DEGRADED && !isWeak(judged.grade());
            Request request = asked(net(Verdict.IMPROVED, grade), cost);

            assertThat(request.action())
                    .isEqualTo(
                            switch (String.valueOf(judged.guardrail())) {
                                case "breached" -> Request.Action.RETRAIN;
                                case "not_yet" -> Request.Action.HOLD;
                                default -> Request.Action.SCALE;
                            });
            assertThat(request.rule().contains("; cost got worse, which net value counts in and outweighs"))
                    .as("%s", judged)
                    .isEqualTo(lost);
        });
    }

    @Test
    void aLossBesideTheNetValueStillAsksForRetraining() {
        Request request = asked(
                net(Verdict.IMPROVED, Grade.A),
                cost(Verdict.DEGRADED, Grade.A, null),
                finding(Readings.duration(), Verdict.DEGRADED, Grade.A));

        assertThat(request.action()).isEqualTo(Request.Action.RETRAIN);
        assertThat(request.rule()).contains("worse in another").contains("; cost got worse");
    }

    @ParameterizedTest
    @CsvSource({
        "HIGHER,LOWER,-1,SCALE",
        "HIGHER,LOWER,1,RETRAIN",
        "HIGHER,HIGHER,1,SCALE",
        "HIGHER,HIGHER,-1,RETRAIN",
        "LOWER,LOWER,0.5,SCALE",
        "LOWER,LOWER,-0.5,RETRAIN",
        "LOWER,HIGHER,-2,SCALE",
        "LOWER,HIGHER,2,RETRAIN",
    })
    void whatTheNetValueCountsAsAGainItDoesNotOutweigh(
            Better net, Better part, BigDecimal price, Request.Action action) {
        assertThat(asked(
                                finding(
                                        Readings.amount()
                                                .named("net_value")
                                                .better(net)
                                                .parts(new Kpi.Part("cost", price)),
                                        Verdict.IMPROVED,
                                        Grade.A),
                                finding(Readings.amount().named("cost").better(part), Verdict.DEGRADED, Grade.A))
                        .action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"IMPROVED,SCALE", "NOT_YET,HOLD", "DEGRADED,RETRAIN"})
    void aLossInTwoNetValuesIsSaidOnceAndEitherOfThemThatGotWorseCounts(Verdict other, Request.Action action) {
        Request request = asked(
                cost(Verdict.DEGRADED, Grade.A, null),
                net(Verdict.IMPROVED, Grade.A),
                finding(
                        Readings.amount().named("net_of_tax").parts(new Kpi.Part("cost", new BigDecimal("-0.7"))),
                        other,
                        Grade.A));

        assertThat(request.action()).isEqualTo(action);
        assertThat(request.rule()).containsOnlyOnce("got worse");
    }

    @Test
    void theNetValueOfAnotherCandidateOutweighsNothing() {
        Finding other = finding(
                Readings.amount()
                        .named("net_value")
                        .arms(new ArmMean("human", 10, 1.0), new ArmMean("model-v3", 10, 2.0))
                        .parts(new Kpi.Part("cost", BigDecimal.ONE.negate())),
                Verdict.IMPROVED,
                Grade.A);

        assertThat(requests(other, cost(Verdict.DEGRADED, Grade.A, null)))
                .extracting(Request::arm, Request::action)
                .containsExactly(tuple("model-v3", Request.Action.SCALE), tuple("model-v2", Request.Action.RETIRE));
    }

    private static Finding net(Verdict verdict, Grade grade) {
        return finding(
                Readings.amount()
                        .named("net_value")
                        .parts(
                                new Kpi.Part("recovered_amount", BigDecimal.ONE),
                                new Kpi.Part("cost", BigDecimal.ONE.negate())),
                verdict,
                grade);
    }

    private static Finding madeOfNothing(Verdict verdict, Grade grade) {
        return finding(Readings.amount().named("net_value"), verdict, grade);
    }

    /** A cost of every verdict, grade and state of its guardrail. */
    private static Stream<Finding> costs() {
        return Arrays.stream(Verdict.values())
                .flatMap(verdict -> Arrays.stream(Grade.values())
                        .flatMap(grade -> GUARDRAILS.stream().map(state -> cost(verdict, grade, state))));
    }

    private static Finding cost(Verdict verdict, Grade grade, @Nullable String guardrail) {
        Findings cost =
                Findings.of(Readings.amount().named("cost").better(Better.LOWER).reading(), verdict, grade);
        return (guardrail == null ? cost : cost.guardrail(guardrail)).finding();
    }

    private static Finding finding(Readings reading, Verdict verdict, Grade grade) {
        return Findings.of(reading.reading(), verdict, grade).finding();
    }

    private static boolean isWeak(Grade grade) {
        return grade == Grade.C || grade == Grade.D;
    }

    private static Request asked(Finding... findings) {
        List<Request> requests = requests(findings);
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static List<Request> requests(Finding... findings) {
        return requests(List.of(), findings);
    }

    private static List<Request> requests(List<Reading> live, Finding... findings) {
        Official official = new Official(List.of(findings), List.of(), List.of(), List.of(), null);
        return Request.of(Scorecards.card(live, official));
    }
}
