package dev.upshot.app.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.PlainMeasurement;
import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.importing.Imported;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Moments;
import dev.upshot.stats.WelchDifference;
import dev.upshot.streams.plan.Plan;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports real files and compares them with the published figures, without broker and database. */
class RealDataFiguresTest {

    @TempDir
    private Path scratch;

    @Test
    void theMappingOfTheEmailCampaignReadsASample() {
        Path sample = RepositoryRoot.resolve("app/src/test/resources/hillstrom/sample.csv");

        Imported imported = Imported.of(DataSet.HILLSTROM.mapping(), List.of(sample), scratch);

        assertThat(imported.summary().rejected()).isZero();
        assertThat(imported.summary().events())
                .isEqualTo(Map.of(EventKind.DECISION, 9L, EventKind.OUTCOME, 22L, EventKind.REVIEW, 0L));
        DecisionEvent first =
                imported.publisher().values(DecisionEvent.class).findFirst().orElseThrow();
        assertThat(first.getDecisionId()).isEqualTo("hillstrom-1");
        assertThat(first.getAction()).isEqualTo("none");
        assertThat(first.getSegments())
                .isEqualTo(Map.of("zip_code", "Suburban", "channel", "Phone", "newbie", "established"));
        assertThat(first.getCovariates()).isEqualTo(Map.of("history", 101.25, "recency", 1.0));
        PlainMeasurement measured = imported.measuredBy(DataSet.HILLSTROM.plan());
        assertThat(measured.moments("spend", "No E-Mail"))
                .isEqualTo(new Moments(4, BigInteger.valueOf(1010), BigInteger.valueOf(1010 * 1010), 2));
        assertThat(measured.moments("spend", "Mens E-Mail").sum()).isEqualTo(52_899);
        assertThat(measured.moments("spend", "Womens E-Mail").sum()).isEqualTo(1);
        assertThat(measured.moments("visit", "Mens E-Mail"))
                .isEqualTo(new Moments(3, BigInteger.valueOf(3), BigInteger.valueOf(3), 0));
        assertThat(measured.moments("conversion", "Womens E-Mail").mean()).isEqualTo(0.5);
    }

    @Test
    void theEmailCampaignGivesThePublishedFigures() {
        Imported imported = Imported.of(DataSet.HILLSTROM.mapping(), DataSet.HILLSTROM.files(), scratch);

        assertThat(imported.summary().rows()).isEqualTo(64_000);
        assertThat(imported.summary().rejected()).isZero();
        assertThat(imported.summary().events())
                .isEqualTo(Map.of(EventKind.DECISION, 64_000L, EventKind.OUTCOME, 128_578L, EventKind.REVIEW, 0L));
        Plan plan = DataSet.HILLSTROM.plan();
        PlainMeasurement measured = imported.measuredBy(plan);
        List<String> arms = new ArrayList<>();
        for (String arm : plan.arms()) {
            Moments visit = measured.moments("visit", arm);
            Moments conversion = measured.moments("conversion", arm);
            Moments spend = measured.moments("spend", arm);
            arms.add(PublishedFigures.hillstromArm(
                    arm,
                    visit.n(),
                    visit.sum().longValueExact(),
                    conversion.sum().longValueExact(),
                    new BigDecimal(spend.sum(), 2).doubleValue(),
                    visit.mean(),
                    conversion.mean(),
                    spend.mean()));
        }
        assertThat(arms).isEqualTo(PublishedFigures.HILLSTROM_ARMS);
        List<String> lifts = new ArrayList<>();
        for (String arm : plan.candidates()) {
            for (String kpi : List.of("visit", "conversion", "spend")) {
                WelchDifference difference =
                        WelchDifference.of(measured.moments(kpi, plan.baseline()), measured.moments(kpi, arm), 0.05);
                Estimate absolute = Objects.requireNonNull(difference.absolute());
                Estimate relative = Objects.requireNonNull(difference.relative());
                lifts.add(PublishedFigures.lift(
                        arm,
                        kpi,
                        absolute.value(),
                        absolute.standardError(),
                        relative.value(),
                        relative.standardError()));
            }
        }
        assertThat(lifts).isEqualTo(PublishedFigures.HILLSTROM_LIFTS);
    }

    @Test
    void theFashionBanditGivesThePublishedFigures() {
        Imported imported = Imported.of(DataSet.OPEN_BANDIT.mapping(), DataSet.OPEN_BANDIT.files(), scratch);

        assertThat(imported.summary().rejected()).isZero();
        Plan plan = DataSet.OPEN_BANDIT.plan();
        PlainMeasurement measured = imported.measuredBy(plan);
        List<String> arms = new ArrayList<>();
        for (String arm : plan.arms()) {
            Moments click = measured.moments("click", arm);
            arms.add(PublishedFigures.openBanditArm(arm, click.n(), click.sum().longValueExact(), click.mean()));
        }
        assertThat(arms).isEqualTo(PublishedFigures.OPEN_BANDIT_ARMS);
        assertThat(imported.publisher().values(DecisionEvent.class).map(DecisionEvent::getPropensity))
                .allMatch(propensity -> propensity > 0 && propensity <= 1)
                .contains(1.0 / 34);
        assertThat(imported.publisher().events())
                .extracting(TimedEvent::observedAt)
                .contains(Instant.parse("2019-11-24T00:01:03.979Z").toEpochMilli());
    }

    @Test
    void outcomesOfTheEmailCampaignFallIntoTheWindow() {
        Plan plan = DataSet.HILLSTROM.plan();
        Path sample = RepositoryRoot.resolve("app/src/test/resources/hillstrom/sample.csv");
        Imported imported = Imported.of(DataSet.HILLSTROM.mapping(), List.of(sample), scratch);

        Instant decided = imported.publisher()
                .values(DecisionEvent.class)
                .findFirst()
                .orElseThrow()
                .getDecidedAt();
        assertThat(imported.publisher().values(OutcomeEvent.class))
                .allMatch(outcome -> Duration.between(decided, outcome.getOccurredAt())
                                .compareTo(plan.kpis().get(0).window())
                        < 0);
    }

    @Test
    void theDocumentationStatesThePublishedFigures() throws IOException {
        String page = Files.readString(RepositoryRoot.resolve("docs/real-data.md"));

        assertThat(page)
                .contains(PublishedFigures.HILLSTROM_ARMS)
                .contains(PublishedFigures.HILLSTROM_LIFTS)
                .contains(PublishedFigures.OPEN_BANDIT_ARMS);
    }
}
