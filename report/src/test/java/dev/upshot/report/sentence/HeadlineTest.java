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
