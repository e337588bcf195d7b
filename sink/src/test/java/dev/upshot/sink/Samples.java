package dev.upshot.sink;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.Estimate;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.KpiDefinition;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.Lift;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.Stage;
import dev.upshot.wire.TrustedRecords;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Records as the stages of the stream publish them, one of each kind, and their keys. */
final class Samples {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final Instant OBSERVED = Instant.parse("2026-03-01T12:00:00.123Z");

    static {
        // Records copy their defaults by class, which Avro refuses unless the class is trusted.
        TrustedRecords.trust();
    }

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
                .setOddHalf(List.of())
                .build();
    }

    static KpiMoments kpi(String name, long n, long sum, long sumSquares) {
        return kpi(name, n, bytes(BigInteger.valueOf(sum)), bytes(BigInteger.valueOf(sumSquares)));
    }

    static KpiMoments kpi(String name, long n, ByteBuffer sum, ByteBuffer sumSquares) {
        return KpiMoments.newBuilder()
                .setKpi(name)
                .setN(n)
                .setSum(sum)
                .setSumSquares(sumSquares)
                .build();
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
                .setAlpha(0.05)
                .setReason("zero_baseline_mean")
                .build();
    }

    /** The official reading of a cohort day. */
    static Lift reading(String kpi, double mean) {
        return Lift.newBuilder(lift(kpi, mean))
                .setCohortDay(DAY)
                .setFinalAt(OBSERVED)
                .build();
    }

    static String readingKey(String kpi) {
        return "[\"reading\",\"claims\",1,\"" + kpi + "\",\"model\",\"\",\"\",\"" + DAY + "\"]";
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

    /** What one partition has told of its progress through all the cells' partitions. */
    static Progress finalClock(int sourcePartition, int throughPartition, Instant finalClock) {
        Progress progress = progress(1);
        progress.setStage(Stage.CELLS);
        progress.setSourcePartition(sourcePartition);
        progress.setThroughPartition(throughPartition);
        progress.setFinalClock(finalClock);
        return progress;
    }

    static RestatementPartial restatement(int sourcePartition, String cause, long units, long change) {
        return RestatementPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setArm("model")
                .setCohortDay(DAY)
                .setSegments(List.of("north"))
                .setKpi(cause.equals("overturned") ? "" : "quality")
                .setCause(cause)
                .setSourcePartition(sourcePartition)
                .setUnits(units)
                .setChange(bytes(BigInteger.valueOf(change)))
                .build();
    }

    static String restatementKey(int sourcePartition, String cause) {
        return "[\"restatement\",\"claims\",1,\"model\",\"" + DAY + "\",[\"north\"],\""
                + (cause.equals("overturned") ? "" : "quality") + "\",\"" + cause + "\"," + sourcePartition + "]";
    }

    /** Health of the sample day: so many outcomes in each bucket of delays, and three that found no decision. */
    static JoinHealthPartial health(int sourcePartition, DelayBucket... delays) {
        long joined =
                List.of(delays).stream().mapToLong(DelayBucket::getOutcomes).sum();
        return JoinHealthPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setEventDay(DAY)
                .setSourcePartition(sourcePartition)
                .setDecisionFacts(10)
                .setOutcomeFacts(joined + 4)
                .setReviewFacts(2)
                .setDecisions(9)
                .setOutcomes(joined + 3)
                .setOutcomesDirect(joined)
                .setOutcomesBySubject(0)
                .setOutcomesUnjoined(3)
                .setOutcomesCorrected(1)
                .setDecisionsSuperseded(1)
                .setSubjects(8)
                .setMixedUnits(1)
                .setDuplicateRecords(5)
                .setDelays(List.of(delays))
                .build();
    }

    static String healthKey(int sourcePartition) {
        return "[\"health\",\"claims\",1,\"" + DAY + "\"," + sourcePartition + "]";
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
