package dev.upshot.sink;

import dev.upshot.event.CellPartial;
import dev.upshot.event.Estimate;
import dev.upshot.event.KpiDefinition;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.Lift;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.Stage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Records as the stages of the stream publish them, one of each kind, and their keys. */
final class Samples {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final Instant OBSERVED = Instant.parse("2026-03-01T12:00:00.123Z");

    private Samples() {}

    static Origin origin(String topic, long offset) {
        return new Origin(topic, 0, offset, OBSERVED);
    }

    /** A cell of the arm on the sample day with so many decisions, each with value 1 in one KPI. */
    static CellPartial cell(String arm, long decisions, String... segments) {
        return CellPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setArm(arm)
                .setCohortDay(DAY)
                .setSegments(List.of(segments))
                .setSourcePartition(0)
                .setDecisions(decisions)
                .setReviewed(0)
                .setOverturned(0)
                .setKpis(List.of(kpi("quality", decisions, decisions, decisions)))
                .build();
    }

    static KpiMoments kpi(String name, long n, long sum, long sumSquares) {
        return new KpiMoments(name, n, bytes(BigInteger.valueOf(sum)), bytes(BigInteger.valueOf(sumSquares)));
    }

    static ByteBuffer bytes(BigInteger value) {
        return ByteBuffer.wrap(value.toByteArray());
    }

    static String cellKey(String arm, String... segments) {
        String values = segments.length == 0 ? "" : "\"" + String.join("\",\"", segments) + "\"";
        return "[\"cell\",\"claims\",1,\"" + arm + "\",\"" + DAY + "\",[" + values + "],0]";
    }

    static Lift lift(String kpi, double mean) {
        return Lift.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setKpi(kpi)
                .setArm("model")
                .setBaseline("human")
                .setSegmentDimension("")
                .setSegmentValue("")
                .setNBaseline(100)
                .setNCandidate(120)
                .setMeanBaseline(0.5)
                .setMeanCandidate(mean)
                .setVarianceBaseline(0.25)
                .setVarianceCandidate(0.24)
                .setAbsolute(new Estimate(mean - 0.5, 0.01, mean - 0.52, mean - 0.48))
                .setRelative(null)
                .setDegreesOfFreedom(217.5)
                .setCriticalValue(1.970956)
                .setMethod("welch_fixed_n")
                .setAlpha(0.05)
                .setReason("zero_baseline_mean")
                .build();
    }

    static String liftKey(String kpi) {
        return "[\"lift\",\"claims\",1,\"" + kpi + "\",\"model\",\"\",\"\"]";
    }

    static Progress progress(long nextOffset) {
        return Progress.newBuilder()
                .setGeneration("0badcafe")
                .setStage(Stage.LIFTS)
                .setSourcePartition(0)
                .setThroughPartition(0)
                .setClock(OBSERVED)
                .setPositions(
                        List.of(new Position("upshot.decisions", nextOffset), new Position("upshot.outcomes", 7L)))
                .build();
    }

    static String progressKey() {
        return "[\"progress\",\"0badcafe\",\"LIFTS\",0,0]";
    }

    static PlanVersion plan(String... kpis) {
        return PlanVersion.newBuilder()
                .setUseCase("claims")
                .setPlanVersion(1)
                .setGeneration("0badcafe")
                .setYaml("use_case: claims\n")
                .setContentHash("ab".repeat(32))
                .setBaseline("human")
                .setCandidates(List.of("model"))
                .setSegments(List.of("region"))
                .setDesign("randomized")
                .setUnit("decision")
                .setLatenessMs(172_800_000L)
                .setAlpha(0.05)
                .setKpis(List.of(kpis).stream().map(Samples::definition).toList())
                .build();
    }

    static String planKey() {
        return "[\"claims\",1]";
    }

    static QuarantinedRecord quarantined(long offset, String reason) {
        return QuarantinedRecord.newBuilder()
                .setGeneration("0badcafe")
                .setTopic("upshot.decisions")
                .setPartition(3)
                .setOffset(offset)
                .setObservedAt(OBSERVED)
                .setUseCase("claims")
                .setPlanVersion(1)
                .setReason(reason)
                .setDetail("something is wrong")
                .setRecordKey(null)
                .setRecordValue(null)
                .build();
    }

    static QuarantinedRecord unknown(long offset, String reason, String name) {
        QuarantinedRecord refused = quarantined(offset, reason);
        refused.setUseCase("");
        refused.setPlanVersion(0);
        refused.setUnknownName(name);
        return refused;
    }

    static String quarantineKey(long offset) {
        return "[\"upshot.decisions\",3," + offset + ",\"claims\",1]";
    }

    private static KpiDefinition definition(String kpi) {
        return KpiDefinition.newBuilder()
                .setName(kpi)
                .setType("amount")
                .setOutcome("recovery")
                .setBetter("higher")
                .setUnit("EUR")
                .setScale(2)
                .setWindowMs(1_209_600_000L)
                .setStartsAt("decided_at")
                .setMissing("zero")
                .setCap(500_000L)
                .build();
    }
}
