package dev.upshot.streams.plan.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.PricedKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanException;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.streams.plan.yaml.PlanTexts;
import dev.upshot.wire.TrustedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanRecordsTest {
    @Test
    void aPlanSurvivesTheTopic() throws IOException {
        TrustedRecords.trust();
        Plan plan = PlanTexts.plan();
        ByteBuffer bytes = PlanRecords.toRecord(plan, "0a1b2c3d").toByteBuffer();
        PlanVersion record = PlanVersion.fromByteBuffer(bytes);
        assertThat(PlanRecords.fromRecord(record)).isEqualTo(plan);
        assertThat(record.getGeneration()).isEqualTo("0a1b2c3d");
    }

    @Test
    void theRecordShowsWhatTheDatabaseShows() {
        PlanVersion record = PlanRecords.toRecord(PlanTexts.plan(), "0a1b2c3d");
        assertThat(record.getUseCase()).isEqualTo("claims-triage");
        assertThat(record.getPlanVersion()).isEqualTo(1);
        assertThat(record.getContentHash()).isEqualTo(PlanTexts.plan().contentHash());
        assertThat(record.getYaml()).isEqualTo(PlanTexts.PLAN);
        assertThat(record.getBaseline()).isEqualTo("human");
        assertThat(record.getCandidates()).containsExactly("model-v2", "model-v3");
        assertThat(record.getSegments()).containsExactly("region", "product");
        assertThat(record.getDesign()).isEqualTo("randomized");
        assertThat(record.getUnit()).isEqualTo("decision");
        assertThat(record.getLatenessMs()).isEqualTo(172_800_000L);
        assertThat(record.getAlpha()).isEqualTo(0.05);
        assertThat(record.getArmsBy()).isEqualTo("variant");
        assertThat(record.getEventsPerJourney())
                .isEqualTo(PlanTexts.plan().limits().eventsPerJourney());
        assertThat(record.getKpis())
                .containsExactly(
                        new KpiDefinition(
                                "quality",
                                "binary",
                                "adjudicated",
                                "higher",
                                "share",
                                0,
                                1_209_600_000L,
                                "decided_at",
                                "zero",
                                null,
                                "direct",
                                "",
                                0,
                                0,
                                0L,
                                "any",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                0,
                                List.of()),
                        new KpiDefinition(
                                "time",
                                "duration",
                                "closed",
                                "lower",
                                "s",
                                3,
                                604_800_000L,
                                "requested_at",
                                "exclude",
                                null,
                                "direct",
                                "",
                                0,
                                0,
                                0L,
                                "",
                                "",
                                "outcome",
                                "",
                                "",
                                "",
                                "",
                                "",
                                0,
                                List.of()),
                        new KpiDefinition(
                                "amount",
                                "amount",
                                "recovery",
                                "higher",
                                "EUR",
                                2,
                                1_209_600_000L,
                                "decided_at",
                                "zero",
                                500_000L,
                                "direct",
                                "",
                                0,
                                0,
                                0L,
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                0,
                                List.of()));
    }

    @Test
    void theRecordShowsHowOutcomesAreCredited() {
        Plan plan = PlanReader.parse("""
                use_case: u
                version: 1
                arms: {by: actor_type, baseline: human, candidates: [model]}
                unit: subject
                several_arms: exclude
                limits: {events_per_journey: 6, segment_values: 7, cells: 8}
                kpis:
                  - {name: n, type: amount, outcome: o, window: P2D, better: higher,
                     attribution: {join: subject, model: position, first: 10, last: 20}}
                  - {name: d, type: amount, outcome: o, window: P2D, better: higher,
                     attribution: {join: subject, model: time_decay, half_life: PT1H}}
                  - {name: c, type: value, of: {covariate: age}, window: P2D, better: lower}
                  - {name: r, type: ratio, numerator: n, denominator: c, better: lower}
                  - {name: t, type: duration, from: {outcome: a}, to: reviewed_at, window: P1D, better: lower}
                  - {name: w, type: net, currency: EUR, parts: {n: 1.50, c: -10}, better: higher}
                """, "plan.yaml");
        PlanVersion record = PlanRecords.toRecord(plan, "0a1b2c3d");
        assertThat(record.getUnit()).isEqualTo("subject");
        assertThat(record.getSeveralArms()).isEqualTo("exclude");
        assertThat(record.getArmsBy()).isEqualTo("actor_type");
        assertThat(record.getHorizonMs()).isEqualTo(172_800_000L);
        assertThat(record.getEventsPerJourney()).isEqualTo(6);
        assertThat(record.getSegmentValues()).isEqualTo(7);
        assertThat(record.getCells()).isEqualTo(8);
        KpiDefinition position = record.getKpis().get(0);
        assertThat(position.getJoin()).isEqualTo("subject");
        assertThat(position.getModel()).isEqualTo("position");
        assertThat(position.getModelFirst()).isEqualTo(10);
        assertThat(position.getModelLast()).isEqualTo(20);
        assertThat(record.getKpis().get(1).getHalfLifeMs()).isEqualTo(3_600_000L);
        KpiDefinition covariate = record.getKpis().get(2);
        assertThat(covariate.getOutcome()).isEmpty();
        assertThat(covariate.getJoin()).isEmpty();
        assertThat(covariate.getQuantity()).isEqualTo("covariate");
        assertThat(covariate.getCovariate()).isEqualTo("age");
        assertThat(record.getKpis().get(3).getNumerator()).isEqualTo("n");
        assertThat(record.getKpis().get(3).getDenominator()).isEqualTo("c");
        assertThat(record.getKpis().get(5).getParts())
                .containsExactly(new PricedKpi("n", "1.5"), new PricedKpi("c", "-10"));
        KpiDefinition duration = record.getKpis().get(4);
        assertThat(duration.getStartsAt()).isEqualTo("outcome");
        assertThat(duration.getStartsOutcome()).isEqualTo("a");
        assertThat(duration.getEndsAt()).isEqualTo("reviewed_at");
        assertThat(PlanRecords.fromRecord(record)).isEqualTo(plan);
    }

    @Test
    void aRecordThatReadsOtherwiseThanItWasPublishedIsRefused() {
        PlanVersion record = PlanRecords.toRecord(PlanTexts.plan(), "0a1b2c3d");
        record.setContentHash("00");
        assertThatThrownBy(() -> PlanRecords.fromRecord(record))
                .isInstanceOf(PlanException.class)
                .hasMessage("plans topic: claims-triage v1: was published as content 00 but reads as "
                        + PlanTexts.plan().contentHash()
                        + ": another version of Upshot published it; publish it again as a new plan version");
    }

    @Test
    void aRecordThatCannotBeReadNamesItsOrigin() {
        PlanVersion record = PlanRecords.toRecord(PlanTexts.plan(), "0a1b2c3d");
        record.setYaml("version: 0");
        assertThatThrownBy(() -> PlanRecords.fromRecord(record))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("plans topic: claims-triage v1:1: version: found the number 0");
    }
}
