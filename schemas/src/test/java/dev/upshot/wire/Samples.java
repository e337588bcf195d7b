package dev.upshot.wire;

import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.CellPartial;
import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.Estimate;
import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.KpiDefinition;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.LedgerEntry;
import dev.upshot.event.Lift;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Position;
import dev.upshot.event.PricedKpi;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.event.Stage;
import dev.upshot.event.SubjectErasure;
import dev.upshot.event.TrustCheck;
import dev.upshot.event.Verdict;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One record of every type, with every field set. */
final class Samples {

    static final Instant NOON = Instant.parse("2025-10-01T12:00:00.123Z");

    static {
        TrustedRecords.trust(); // Copying builders need it.
    }

    private Samples() {}

    static Stream<SpecificRecord> all() {
        return Stream.of(
                decision(),
                outcome(),
                review(),
                plan(),
                cell(),
                restatement(),
                health(),
                lift(),
                check(),
                meter(),
                entry(),
                erasure(),
                progress(),
                quarantined(),
                claim());
    }

    /** Returns a topic on which such records travel. */
    static String topic(Topics topics, SpecificRecord record) {
        return switch (record.getSchema().getName()) {
            case "DecisionEvent" -> topics.decisions();
            case "OutcomeEvent" -> topics.outcomes();
            case "ReviewEvent" -> topics.reviews();
            case "PlanVersion" -> topics.plans();
            case "CellPartial", "RestatementPartial", "JoinHealthPartial" -> topics.cells();
            case "Lift", "TrustCheck", "FalsePositiveMeter", "Progress" -> topics.lifts();
            case "LedgerEntry" -> topics.ledger();
            case "SubjectErasure" -> topics.erasures();
            case "ScorecardClaim" -> topics.scorecards();
            default -> topics.quarantine();
        };
    }

    /** With the required fields only. */
    static DecisionEvent plainDecision() {
        return DecisionEvent.newBuilder()
                .setDecisionId("d-1")
                .setSubjectId("s-1")
                .setUseCase("claims-triage")
                .setDecidedAt(NOON)
                .setActor(new Actor(ActorType.MODEL, "triage", "2.1"))
                .setAction("approve")
                .setMode(DecisionMode.AUTOMATED)
                .build();
    }

    static DecisionEvent decision() {
        return DecisionEvent.newBuilder(plainDecision())
                .setRequestedAt(NOON.minusSeconds(90))
                .setScore(0.73)
                .setVariant("model-v2")
                .setPropensity(0.5)
                .setRiskTier("high")
                .setSegments(Map.of("region", "Zürich"))
                .setCovariates(Map.of("prior_amount", -12.5))
                .setCost(new Cost(0.03, "EUR"))
                .setInputHash("c0ffee")
                .setSupersedes("d-0")
                .build();
    }

    static OutcomeEvent outcome() {
        return OutcomeEvent.newBuilder()
                .setOutcomeId("o-1")
                .setSubjectId("s-1")
                .setOutcome("recovery")
                .setOccurredAt(NOON)
                .setValue(120.50)
                .setDecisionId("d-1")
                .setUnit("EUR")
                .setLabel("fraud")
                .setAmends("o-0")
                .setStatus(OutcomeStatus.AMENDED)
                .build();
    }

    static ReviewEvent review() {
        return ReviewEvent.newBuilder()
                .setDecisionId("d-1")
                .setSubjectId("s-1")
                .setReviewer(new Reviewer(ReviewerType.HUMAN, "claims-desk"))
                .setVerdict(Verdict.OVERRIDDEN)
                .setReviewedAt(NOON)
                .setUseCase("claims-triage")
                .setReviewStartedAt(NOON.minusSeconds(60))
                .setFinalAction("refuse")
                .setReasonCode("R7")
                .build();
    }

    static CellPartial cell() {
        ByteBuffer large = ByteBuffer.wrap(BigInteger.TEN.pow(30).negate().toByteArray());
        return CellPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setArm("human")
                .setCohortDay(LocalDate.of(2025, 10, 1))
                .setSegments(List.of("north", "(none)"))
                .setSourcePartition(3)
                .setDecisions(1_000_000_000_000L)
                .setReviewed(2)
                .setOverturned(1)
                .setKpis(List.of(new KpiMoments(
                        "recovered_amount",
                        7L,
                        large,
                        bytes(1),
                        bytes(2),
                        bytes(3),
                        bytes(4),
                        5L,
                        large,
                        6L,
                        bytes(7),
                        bytes(8),
                        bytes(9),
                        bytes(10),
                        List.of(11L, 12L),
                        List.of(13L, 0L),
                        bytes(14),
                        bytes(15),
                        bytes(16),
                        bytes(17),
                        bytes(18))))
                .setUnits(4)
                .setMixedUnits(3)
                .build();
    }

    private static ByteBuffer bytes(int number) {
        return ByteBuffer.wrap(BigInteger.valueOf(number).toByteArray());
    }

    private static RestatementPartial restatement() {
        return RestatementPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setArm("human")
                .setCohortDay(LocalDate.of(2025, 10, 1))
                .setSegments(List.of("north"))
                .setKpi("recovered_amount")
                .setCause("amended")
                .setSourcePartition(3)
                .setUnits(2)
                .setChange(bytes(-500))
                .build();
    }

    private static JoinHealthPartial health() {
        return JoinHealthPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setEventDay(LocalDate.of(2025, 10, 1))
                .setSourcePartition(3)
                .setDecisionFacts(12)
                .setOutcomeFacts(11)
                .setReviewFacts(10)
                .setDecisions(9)
                .setOutcomes(8)
                .setOutcomesDirect(7)
                .setOutcomesBySubject(6)
                .setOutcomesUnjoined(5)
                .setOutcomesCorrected(4)
                .setDecisionsSuperseded(3)
                .setSubjects(3)
                .setMixedUnits(2)
                .setDuplicateRecords(1)
                .setDelays(List.of(new DelayBucket(0, 1L), new DelayBucket(77, 6L)))
                .build();
    }

    static Lift lift() {
        return Lift.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setKpi("decision_quality")
                .setArm("model-v2")
                .setBaseline("human")
                .setSegmentDimension("")
                .setSegmentValue("")
                .setNBaseline(100)
                .setNCandidate(101)
                .setMeanBaseline(0.5)
                .setMeanCandidate(0.625)
                .setVarianceBaseline(0.25)
                .setVarianceCandidate(Double.MIN_VALUE)
                .setAbsolute(new Estimate(0.125, 0.01, 0.105, 0.145))
                .setRelative(new Estimate(0.25, 0.02, 0.21, 0.29))
                .setDegreesOfFreedom(198.7)
                .setAlpha(0.05)
                .setReason("none, to set every field")
                .setEventCountBaseline(50)
                .setEventCountCandidate(63)
                .setMatureShare(1.0)
                .setEstimator("welch")
                .setClock("fixed_sample(alpha=0.05,sides=two,planned_units=200)")
                .setMultiplier(1.972_017_478)
                .setGrade("A")
                .setVerdict("improved")
                .setGround("interval_above_zero")
                .setIsExploratory(true)
                .setPValue(0.001)
                .setAdjustedPValue(0.002)
                .setEValue(1000.0)
                .setChanceToBeatBaseline(0.999)
                .setExpectedLoss(0.0001)
                .setGuardrailState("held")
                .setMinimumEffect(0.01)
                .setUnitsNeeded(0L)
                .setDaysNeeded(0.0)
                .setCohortDay(LocalDate.EPOCH)
                .setFinalAt(NOON)
                .build();
    }

    private static TrustCheck check() {
        return new TrustCheck(
                "0badcafe",
                "claims-triage",
                1,
                "model-v2",
                "decision_quality",
                "maturity",
                "passed",
                0.5,
                0.01,
                0.001,
                201L,
                LocalDate.EPOCH);
    }

    private static ScorecardClaim claim() {
        return ScorecardClaim.newBuilder()
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setPlanSha256("3b1d")
                .setKpi("decision_quality")
                .setArm("model-v2")
                .setBaseline("human")
                .setUnit("share")
                .setBetter("higher")
                .setVerdict("improved")
                .setGround("interval_above_zero")
                .setGrade("A")
                .setSentence("Decision quality is at least 13.9 % higher with Zürich.")
                .setNBaseline(100L)
                .setNCandidate(100L)
                .setMeanBaseline(0.5)
                .setMeanCandidate(0.6)
                .setRelativeValue(0.2)
                .setRelativeLower(Double.NEGATIVE_INFINITY)
                .setRelativeUpper(0.3)
                .setAbsoluteValue(0.1)
                .setAbsoluteLower(0.05)
                .setAbsoluteUpper(0.15)
                .setAlpha(0.05)
                .setEstimator("welch")
                .setClock("fixed")
                .setCohortDay(LocalDate.EPOCH)
                .setFinalAt(NOON)
                .setParts(List.of(new PricedKpi("cost", "-0.25")))
                .build();
    }

    private static LedgerEntry entry() {
        return LedgerEntry.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setDecidedAt(NOON)
                .setDecisionId("d-1")
                .setSubjectDigest(ByteBuffer.wrap(new byte[16]))
                .setArm("model-v2")
                .setSegments(List.of("Zürich"))
                .setUnitDecisionId("d-1")
                .setCohortDay(LocalDate.EPOCH)
                .setCounts(true)
                .setActorType("MODEL")
                .setActorId("triage")
                .setActorVersion("2.1")
                .setMode("AUTOMATED")
                .setAction("approve")
                .setReviews(1)
                .setIsOverturned(false)
                .setVerdict("ACCEPTED")
                .setReviewedAt(NOON)
                .setOutcomes(List.of(new AttributedOutcome("amount", "value", "o-1", "recovery", NOON, 50L, 100L)))
                .build();
    }

    private static SubjectErasure erasure() {
        return new SubjectErasure("claims-triage", ByteBuffer.wrap(new byte[16]), NOON);
    }

    private static FalsePositiveMeter meter() {
        return new FalsePositiveMeter(
                "0badcafe",
                "claims-triage",
                1,
                "decision_quality",
                50L,
                51L,
                14L,
                1L,
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                0.01,
                -0.02,
                0.04,
                "confidence_sequence(alpha=0.05,sides=two,planned_units=10000)");
    }

    static Progress progress() {
        return new Progress(
                "0badcafe",
                Stage.LIFTS,
                3,
                0,
                NOON,
                List.of(new Position("upshot.decisions", Long.MAX_VALUE)),
                NOON.minusSeconds(60));
    }

    private static PlanVersion plan() {
        return PlanVersion.newBuilder()
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setGeneration("0badcafe")
                .setYaml("use_case: claims-triage\n")
                .setContentHash("ab".repeat(32))
                .setBaseline("human")
                .setCandidates(List.of("model-v2"))
                .setSegments(List.of())
                .setDesign("randomized")
                .setUnit("decision")
                .setLatenessMs(172_800_000)
                .setAlpha(0.05)
                .setKpis(List.of(new KpiDefinition(
                        "recovered_amount",
                        "amount",
                        "recovery",
                        "higher",
                        "EUR",
                        2,
                        1L,
                        "decided_at",
                        "zero",
                        500L,
                        "subject",
                        "position",
                        40,
                        30,
                        3_600_000L,
                        "any",
                        "opened",
                        "outcome",
                        "covariate",
                        "prior_amount",
                        "saved",
                        "spent",
                        "",
                        0,
                        List.of(new PricedKpi("cost", "-1.5")))))
                .setSeveralArms("exclude")
                .setArmsBy("variant")
                .setHorizonMs(1_209_600_000L)
                .setEventsPerJourney(10_000)
                .setSegmentValues(1_000)
                .setCells(100_000)
                .build();
    }

    private static QuarantinedRecord quarantined() {
        return new QuarantinedRecord(
                "0badcafe",
                "upshot.decisions",
                3,
                12L,
                NOON,
                "",
                0,
                "poison",
                "Not decodable.",
                ByteBuffer.wrap("s-1".getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.wrap(new byte[2_000]),
                null);
    }
}
