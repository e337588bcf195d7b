package dev.upshot.sink.change;

import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.CellPartial;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.Estimate;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.KpiDefinition;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.LedgerEntry;
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
public final class Samples {
    public static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    public static final Instant OBSERVED = Instant.parse("2026-03-01T12:00:00.123Z");

    static {
        // Records copy their defaults by class, which Avro refuses unless the class is trusted.
        TrustedRecords.trust();
    }

    private Samples() {}

    public static Origin origin(String topic, long offset) {
        return new Origin(topic, 0, offset, OBSERVED);
    }

    /** A cell of the arm on the sample day with so many decisions, each with value 1 in one KPI. */
    public static CellPartial cell(String arm, long decisions, String... segments) {
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

    public static KpiMoments kpi(String name, long n, long sum, long sumSquares) {
        return kpi(name, n, bytes(BigInteger.valueOf(sum)), bytes(BigInteger.valueOf(sumSquares)));
    }

    public static KpiMoments kpi(String name, long n, ByteBuffer sum, ByteBuffer sumSquares) {
        return KpiMoments.newBuilder()
                .setKpi(name)
                .setN(n)
                .setSum(sum)
                .setSumSquares(sumSquares)
                .build();
    }

    public static ByteBuffer bytes(BigInteger value) {
        return ByteBuffer.wrap(value.toByteArray());
    }

    public static String cellKey(String arm, String... segments) {
        String values = segments.length == 0 ? "" : "\"" + String.join("\",\"", segments) + "\"";
        return "[\"cell\",\"claims\",1,\"" + arm + "\",\"" + DAY + "\",[" + values + "],0]";
    }

    public static Lift lift(String kpi, double mean) {
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
    public static Lift reading(String kpi, double mean) {
        return Lift.newBuilder(lift(kpi, mean))
                .setCohortDay(DAY)
                .setFinalAt(OBSERVED)
                .build();
    }

    public static String readingKey(String kpi) {
        return "[\"reading\",\"claims\",1,\"" + kpi + "\",\"model\",\"\",\"\",\"" + DAY + "\"]";
    }

    public static String liftKey(String kpi) {
        return "[\"lift\",\"claims\",1,\"" + kpi + "\",\"model\",\"\",\"\"]";
    }

    public static Progress progress(long nextOffset) {
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

    public static String progressKey() {
        return "[\"progress\",\"0badcafe\",\"LIFTS\",0,0]";
    }

    /** What one partition has told of its progress through all the cells' partitions. */
    public static Progress finalClock(int sourcePartition, int throughPartition, Instant finalClock) {
        Progress progress = progress(1);
        progress.setStage(Stage.CELLS);
        progress.setSourcePartition(sourcePartition);
        progress.setThroughPartition(throughPartition);
        progress.setFinalClock(finalClock);
        return progress;
    }

    public static RestatementPartial restatement(int sourcePartition, String cause, long units, long change) {
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

    public static String restatementKey(int sourcePartition, String cause) {
        return "[\"restatement\",\"claims\",1,\"model\",\"" + DAY + "\",[\"north\"],\""
                + (cause.equals("overturned") ? "" : "quality") + "\",\"" + cause + "\"," + sourcePartition + "]";
    }

    /** Health of the sample day: so many outcomes in each bucket of delays, and three that found no decision. */
    public static JoinHealthPartial health(int sourcePartition, DelayBucket... delays) {
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

    public static String healthKey(int sourcePartition) {
        return "[\"health\",\"claims\",1,\"" + DAY + "\"," + sourcePartition + "]";
    }

    public static PlanVersion plan(String... kpis) {
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

    public static String planKey() {
        return "[\"claims\",1]";
    }

    public static QuarantinedRecord quarantined(long offset, String reason) {
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

    public static QuarantinedRecord unknown(long offset, String reason, String name) {
        QuarantinedRecord refused = quarantined(offset, reason);
        refused.setUseCase("");
        refused.setPlanVersion(0);
        refused.setUnknownName(name);
        return refused;
    }

    public static String quarantineKey(long offset) {
        return "[\"upshot.decisions\",3," + offset + ",\"claims\",1]";
    }

    /** The ledger's entry of a decision, of a subject without a name. */
    public static LedgerEntry entry(String decisionId, String decidedAt, AttributedOutcome... outcomes) {
        return LedgerEntry.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims")
                .setPlanVersion(1)
                .setDecidedAt(Instant.parse(decidedAt))
                .setDecisionId(decisionId)
                .setSubjectDigest(ByteBuffer.wrap(new byte[16]))
                .setArm("model")
                .setSegments(List.of("north"))
                .setUnitDecisionId(decisionId)
                .setCohortDay(LocalDate.parse(decidedAt.substring(0, 10)))
                .setCounts(true)
                .setActorType("MODEL")
                .setActorId("triage")
                .setActorVersion("2.1")
                .setMode("AUTOMATED")
                .setAction("approve")
                .setReviews(0)
                .setIsOverturned(false)
                .setOutcomes(List.of(outcomes))
                .build();
    }

    public static AttributedOutcome credit(String outcomeId, long credit) {
        return new AttributedOutcome(
                "amount", "value", outcomeId, "recovery", Instant.parse("2026-03-06T00:00:00Z"), credit, 100L);
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
