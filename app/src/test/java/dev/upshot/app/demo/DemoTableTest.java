package dev.upshot.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.simulate.Truth;
import dev.upshot.report.Audience;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Segment;
import dev.upshot.report.card.Trends;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.form.Format;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.1537 | 0.1369 | 0.1714 | +15.4 % | +13.6 to +17.2 % | inside
                    -0.39  | -0.4034| -0.3761| -39.0 % | -40.4 to -37.6 % | outside
                    0.1500 | 0.1496 | 0.1504 | +15.000 % | +14.960 to +15.040 % | inside
                    """)
    void tellsAnIntervalAsTheScorecardDoes(
            double value, double lower, double upper, String lift, String interval, String truth) {
        Scorecard scorecard = scorecard(new Estimate(value, 0.01, lower, upper));

        assertThat(DemoTable.lines(scorecard, truth()).get(1))
                .contains(" " + lift + "  " + interval + " (95 %) ", "  +15.0 %  " + truth);
        assertThat(page(scorecard)).contains(">" + lift + "<", ">" + interval + "<");
    }

    /** In the characters of a terminal. */
    private static String page(Scorecard scorecard) {
        return new String(Format.HTML.bytes(scorecard, Audience.BOARD), UTF_8)
                .replace('\u00a0', ' ')
                .replace('\u2212', '-');
    }

    private static Truth truth() {
        return new Truth(List.of(new Truth.KpiTruth(
                "quality",
                "share",
                List.of(new Truth.ArmTruth("human", 0.6, 0, 0.0), new Truth.ArmTruth("model", 0.69, 0.09, 0.15)))));
    }

    private static Judgement judgement() {
        return new Judgement(
                Verdict.NOT_YET,
                "interval_includes_zero",
                Grade.A,
                "welch",
                "",
                1.0,
                400,
                400,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Scorecard scorecard(Estimate relative) {
        Kpi kpi = new Kpi("quality", KpiType.BINARY, "share", Better.HIGHER, 0, Duration.ofDays(7), false, List.of());
        Reading reading = new Reading(
                kpi,
                Segment.OVERALL,
                new ArmMean("human", 900, 0.6),
                new ArmMean("model", 900, 0.69),
                null,
                relative,
                "confidence_sequence",
                0.05,
                null,
                null,
                judgement());
        return new Scorecard(
                List.of(new UseCaseCard(
                        "claims",
                        1,
                        List.of(),
                        "c0ffee",
                        "randomized",
                        "decision",
                        null,
                        List.of(),
                        List.of(reading),
                        List.of(),
                        Official.NONE,
                        Trends.NONE)),
                List.of());
    }
}
