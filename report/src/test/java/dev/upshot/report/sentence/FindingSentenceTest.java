package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.Golden;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Findings;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Ground;
import dev.upshot.stats.grade.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingSentenceTest {
    @Test
    void saysEveryVerdictOfEveryGradeTypeAndDirectionAsTheGoldenFileDoes() throws IOException {
        assertThat(told()).isEqualTo(Golden.text(FindingSentenceTest.class, "findings.txt"));
    }

    static String told() {
        List<String> lines = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            for (Grade grade : Grade.values()) {
                for (KpiType type : KpiType.values()) {
                    for (Better better : Better.values()) {
                        lines.add(String.join(" ", verdict.code(), grade.name(), type.code(), better.code()) + ": "
                                + said(Findings.of(reading(type, verdict, better), verdict, grade), Audience.FINANCE));
                    }
                }
            }
        }
        for (Audience audience : Audience.values()) {
            for (Verdict verdict : Verdict.values()) {
                lines.add(audience.code() + " " + verdict.code() + ": "
                        + said(
                                Findings.of(reading(KpiType.DURATION, verdict, Better.LOWER), verdict, Grade.A)
                                        .guardrail("held"),
                                audience));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void roundsTheBoundTowardsZeroSoThatNoMoreIsSaidThanIsKnown() {
        Reading reading = Readings.binary().relative(0.2, 0.14999, 0.25).reading();

        assertThat(said(Findings.of(reading, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                .startsWith("Decision quality is at least 14.9 % (relative) higher with model-v2 than with human");
    }

    @Test
    void speaksOfSeveralThingsAsSeveral() {
        Readings complaints = Readings.binary().named("complaints");
        Reading segment = complaints.segment("region", "north").reading();

        assertThat(said(Findings.of(complaints.reading(), Verdict.DEGRADED, Grade.A), Audience.BOARD))
                .startsWith("Complaints are at least ");
        assertThat(said(Findings.of(complaints.reading(), Verdict.DEGRADED, Grade.D), Audience.RISK))
                .startsWith("complaints were at least ");
        assertThat(said(Findings.of(segment, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                .contains("complaints in region = north point to better");
    }

    @Test
    void measuresANegativeBaselineByItsMagnitude() {
        Reading reading = Readings.amount().means(-10, -8).reading();

        assertThat(said(Findings.of(reading, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                .contains("of the baseline's magnitude (relative)");
    }

    @Test
    void saysOnlyTheDifferenceWhereTheBaselineIsZeroOrTheRelativeIntervalUnbounded() {
        Reading zero = Readings.amount().withoutRelative("zero_baseline_mean").reading();
        Reading unbounded = Readings.amount()
                .relative(0.04, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                .reading();

        for (Reading reading : List.of(zero, unbounded)) {
            assertThat(said(Findings.of(reading, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                    .contains("at least EUR 26.03 higher")
                    .doesNotContain("%");
        }
    }

    @Test
    void saysTheNearBoundOfAnIntervalThatIsOpenToTheOtherSide() {
        Reading reading =
                Readings.binary().relative(0.2, 0.1, Double.POSITIVE_INFINITY).reading();

        assertThat(said(Findings.of(reading, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                .contains("at least 10.0 % (relative) higher");
    }

    @Test
    void namesNoSizeWhereEveryIntervalIncludesZero() {
        Reading reading =
                Readings.binary().relative(0, -0.1, 0.1).absolute(0, -1, 1).reading();

        assertThat(said(Findings.of(reading, Verdict.IMPROVED, Grade.A), Audience.BOARD))
                .contains("by a size that cannot be stated")
                .doesNotContain("at least");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void claimsNothingOfASegment(Verdict verdict) {
        Reading reading = Readings.binary().segment("region", "north").reading();

        assertThat(said(Findings.of(reading, verdict, Grade.A), Audience.BOARD))
                .startsWith("Exploratory, no claim: decision quality in region = north ")
                .doesNotContain("at least")
                .doesNotContain("grade");
    }

    @Test
    void saysHowLongItWillTakeOrThatItCannotBeTold() {
        Findings waiting = Findings.of(Readings.binary().reading(), Verdict.NOT_YET, Grade.A);

        assertThat(said(waiting.needing(null, null), Audience.BOARD)).endsWith("How long it will take cannot be told.");
        assertThat(said(waiting.needing(7L, 0.2), Audience.BOARD))
                .endsWith("a decision needs about 7 more units, about 1 day at the present rate.");
    }

    @Test
    void hasWordsForEveryGround() {
        for (Ground ground : Ground.all()) {
            assertThat(said(
                            Findings.of(Readings.binary().reading(), Verdict.REFUSED, Grade.A, ground.code()),
                            Audience.BOARD))
                    .as(ground.code())
                    .doesNotContain("recorded");
        }
    }

    static Reading reading(KpiType type, Verdict verdict, Better better) {
        boolean higher = (verdict == Verdict.IMPROVED) == (better == Better.HIGHER);
        Readings readings = switch (type) {
            case BINARY -> Readings.binary();
            case AMOUNT -> Readings.amount();
            case DURATION -> Readings.duration();
            case COUNT -> Readings.amount().unit("");
            case VALUE -> Readings.amount().unit("points");
            case RATIO, NET -> Readings.amount();
        };
        double sign = higher ? 1 : -1;
        double size = type == KpiType.BINARY ? 0.1 : type == KpiType.DURATION ? 14_400 : 50;
        Readings changed = readings.better(better)
                .absolute(sign * size, sign > 0 ? size / 2 : -size * 1.5, sign > 0 ? size * 1.5 : -size / 2)
                .relative(sign * 0.2, sign > 0 ? 0.12 : -0.28, sign > 0 ? 0.28 : -0.12);
        Reading r = changed.reading();
        Kpi kpi = new Kpi(
                r.kpi().name(), type, r.kpi().unit(), better, r.kpi().scale(), Duration.ofDays(14), false, List.of());
        return new Reading(
                kpi,
                r.segment(),
                r.baseline(),
                r.candidate(),
                r.absolute(),
                r.relative(),
                r.method(),
                r.alpha(),
                null,
                r.days(),
                r.judgement());
    }

    private static String said(Findings findings, Audience audience) {
        return FindingSentence.of(findings.reading(), audience);
    }
}
