package dev.upshot.streams.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PlanVersion;
import dev.upshot.wire.TrustedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
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
                                null),
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
                                null),
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
                                500_000L));
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
