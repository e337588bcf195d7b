package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Findings;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeadlineTest {
    @ParameterizedTest
    @EnumSource(KpiType.class)
    void saysTheSizeThatTheSentenceSaysAndNoOther(KpiType type) {
        for (Verdict verdict : Verdict.values()) {
            for (Better better : Better.values()) {
                Reading reading = Findings.of(FindingSentenceTest.reading(type, verdict, better), verdict, Grade.A)
                        .reading();
                String sentence = FindingSentence.of(reading, Audience.BOARD);

                Headline.of(reading)
                        .ifPresentOrElse(
                                headline -> assertThat(sentence)
                                        .contains(
                                                verdict == Verdict.NO_DIFFERENCE
                                                        ? "smaller than " + headline.size() + " (relative)"
                                                        : "at least " + headline.size()),
                                () -> assertThat(sentence).doesNotContain("(relative)"));
            }
        }
    }

    @Test
    void roundsTowardsZeroAndSaysWhichWay() {
        Reading reading = Readings.duration().relative(-0.39, -0.403, -0.37699).reading();

        assertThat(Headline.of(Findings.of(reading, Verdict.IMPROVED, Grade.B).reading()))
                .contains(new Headline("at least", "37.6 %", "lower, relative"));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 5.0 %", "0.052, 5.2 %", "0.011, 1.1 %", "0.0125, 1.2 %", "0.0129999, 1.2 %", "0.125, 12.5 %"})
    void saysABoundWithoutWhatArithmeticLeaves(double bound, String size) {
        Reading reading = Findings.of(
                        Readings.binary().relative(0.2, bound, 0.3).reading(), Verdict.IMPROVED, Grade.A)
                .reading();

        assertThat(Headline.of(reading)).map(Headline::size).contains(size);
        assertThat(FindingSentence.of(reading, Audience.BOARD)).contains("at least " + size + " (relative)");
    }

    @ParameterizedTest
    @CsvSource({"0.125, 12.5 %", "0.0125, 1.25 %", "0.011, 1.1 %", "0.01, 1.0 %", "0.1, 10 %"})
    void saysTheMinimumEffectAsThePlanHasIt(double least, String size) {
        Reading reading = Findings.of(Readings.binary().reading(), Verdict.NO_DIFFERENCE, Grade.A)
                .minimumEffect(least)
                .reading();

        assertThat(Headline.of(reading)).contains(new Headline("less than", size, "either way, relative"));
        assertThat(FindingSentence.of(reading, Audience.BOARD)).contains("smaller than " + size + " (relative)");
    }

    @Test
    void isAbsentWhereTheSentenceHasNoRelativeSize() {
        Reading zero = Readings.amount().withoutRelative("zero_baseline_mean").reading();
        Reading unbounded = Readings.amount()
                .relative(0.04, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                .reading();

        for (Reading reading : List.of(zero, unbounded)) {
            assertThat(Headline.of(
                            Findings.of(reading, Verdict.IMPROVED, Grade.A).reading()))
                    .isEmpty();
        }
    }

    @Test
    void isAbsentWhereNothingIsClaimed() {
        for (Verdict verdict : List.of(Verdict.NOT_YET, Verdict.REFUSED)) {
            assertThat(Headline.of(Findings.of(Readings.binary().reading(), verdict, Grade.A)
                            .reading()))
                    .isEmpty();
        }
    }
}
