package dev.upshot.stats.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.stats.trust.Check;
import dev.upshot.stats.trust.Finding;
import dev.upshot.stats.trust.TrustReport;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {
    private static final TrustReport SOUND = new TrustReport(List.of());

    @ParameterizedTest
    @CsvSource({
        "0.02, 0.10, HIGHER, IMPROVED, INTERVAL_ABOVE_ZERO",
        "0.02, 0.10, LOWER, DEGRADED, INTERVAL_ABOVE_ZERO",
        "-0.10, -0.02, HIGHER, DEGRADED, INTERVAL_BELOW_ZERO",
        "-0.10, -0.02, LOWER, IMPROVED, INTERVAL_BELOW_ZERO",
        "-0.10, 0.02, HIGHER, NOT_YET, INTERVAL_INCLUDES_ZERO",
        "0, 0.10, HIGHER, NOT_YET, INTERVAL_INCLUDES_ZERO",
        "-0.10, 0, HIGHER, NOT_YET, INTERVAL_INCLUDES_ZERO",
        "-0.01, 0.01, HIGHER, NO_DIFFERENCE, INTERVAL_WITHIN_MINIMUM_EFFECT",
        "0.001, 0.009, HIGHER, NO_DIFFERENCE, INTERVAL_WITHIN_MINIMUM_EFFECT",
        "0.001, 0.011, HIGHER, IMPROVED, INTERVAL_ABOVE_ZERO",
        "-0.011, 0.001, HIGHER, NOT_YET, INTERVAL_INCLUDES_ZERO",
        "0.02, Infinity, HIGHER, IMPROVED, INTERVAL_ABOVE_ZERO",
        "-Infinity, -0.02, LOWER, IMPROVED, INTERVAL_BELOW_ZERO"
    })
    void theIntervalDecides(double lower, double upper, Better better, Verdict verdict, Ground.OfInterval ground) {
        Assessment assessment = Assessment.of(evidence(lift(lower, upper), better));
        assertThat(assessment).isEqualTo(new Assessment(Grade.A, verdict, ground));
    }

    @Test
    void withoutAMinimumEffectNothingIsNoDifference() {
        Evidence evidence = new Evidence(
                Design.RANDOMIZED,
                SOUND,
                Gate.Opening.OPEN,
                Evidence.Look.ALLOWED,
                Result.of(new Estimate(0, 1e-12, -1e-11, 1e-11)),
                Better.HIGHER,
                0);
        assertThat(Assessment.of(evidence).verdict()).isEqualTo(Verdict.NOT_YET);
    }

    @ParameterizedTest
    @CsvSource({"RANDOMIZED, A", "LOGGED_PROPENSITY, B", "ADJUSTED, C", "OBSERVATIONAL, D"})
    void theDesignSetsTheBestGrade(Design design, Grade grade) {
        assertThat(Assessment.of(evidence(design, SOUND, Gate.Opening.OPEN)))
                .isEqualTo(new Assessment(grade, Verdict.IMPROVED, Ground.OfInterval.INTERVAL_ABOVE_ZERO));
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void aFailedCheckWithholdsTheClaim(Check check) {
        Assessment assessment = Assessment.of(evidence(Design.RANDOMIZED, failed(check), Gate.Opening.OPEN));
        assertThat(assessment.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(assessment.ground()).isEqualTo(new Ground.FailedCheck(check));
        assertThat(assessment.grade()).isEqualTo(check.breaksComparability() ? Grade.D : Grade.B);
    }

    @ParameterizedTest
    @CsvSource({"RANDOMIZED, B", "LOGGED_PROPENSITY, C", "ADJUSTED, D", "OBSERVATIONAL, D"})
    void whatOnlyBlursLowersByOneGrade(Design design, Grade grade) {
        assertThat(Assessment.of(evidence(design, failed(Check.DELAY), Gate.Opening.OPEN))
                        .grade())
                .isEqualTo(grade);
    }

    @Test
    void theGravestFailureIsNamed() {
        TrustReport report = new TrustReport(List.of(
                finding(Check.DELAY, Finding.Outcome.FAILED),
                finding(Check.JOIN, Finding.Outcome.FAILED),
                finding(Check.ALLOCATION, Finding.Outcome.PASSED)));
        assertThat(Assessment.of(evidence(Design.RANDOMIZED, report, Gate.Opening.OPEN)))
                .isEqualTo(new Assessment(Grade.D, Verdict.REFUSED, new Ground.FailedCheck(Check.JOIN)));
    }

    @Test
    void aCheckThatCannotTellYetHoldsNothingBack() {
        TrustReport report = new TrustReport(List.of(finding(Check.ALLOCATION, Finding.Outcome.NOT_YET)));
        assertThat(Assessment.of(evidence(Design.RANDOMIZED, report, Gate.Opening.OPEN)))
                .isEqualTo(new Assessment(Grade.A, Verdict.IMPROVED, Ground.OfInterval.INTERVAL_ABOVE_ZERO));
    }

    @Test
    void valuesWithoutACapAreRefused() {
        assertThat(Assessment.of(evidence(Design.RANDOMIZED, SOUND, Gate.Opening.UNCAPPED)))
                .isEqualTo(new Assessment(Grade.A, Verdict.REFUSED, Ground.OfPlan.UNCAPPED_VALUES));
    }

    @Test
    void tooFewEventsAreWaitedFor() {
        assertThat(Assessment.of(evidence(Design.RANDOMIZED, SOUND, Gate.Opening.TOO_FEW_EVENTS)))
                .isEqualTo(new Assessment(Grade.A, Verdict.NOT_YET, Ground.OfWaiting.TOO_FEW_EVENTS));
    }

    @ParameterizedTest
    @CsvSource({"TOO_EARLY, BEFORE_PLANNED_LOOK", "NOTHING_MATURE, NOTHING_MATURE"})
    void theClockIsWaitedFor(Evidence.Look look, Ground.OfWaiting ground) {
        Evidence evidence =
                new Evidence(Design.RANDOMIZED, SOUND, Gate.Opening.OPEN, look, lift(0.02, 0.1), Better.HIGHER, 0.01);
        assertThat(Assessment.of(evidence)).isEqualTo(new Assessment(Grade.A, Verdict.NOT_YET, ground));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void withoutAnIntervalTheReasonIsGiven(Reason reason) {
        Set<Reason> lasting = EnumSet.of(
                Reason.ZERO_DENOMINATOR,
                Reason.ZERO_BASELINE_MEAN,
                Reason.NON_POSITIVE_RATIO,
                Reason.ZERO_WEIGHTS,
                Reason.POOR_OVERLAP,
                Reason.NOT_REPRESENTABLE);
        Assessment assessment = Assessment.of(evidence(Result.missing(reason), Better.HIGHER));
        assertThat(assessment.verdict()).isEqualTo(lasting.contains(reason) ? Verdict.REFUSED : Verdict.NOT_YET);
        assertThat(assessment.ground()).isEqualTo(new Ground.NoEstimate(reason));
        assertThat(assessment.grade()).isEqualTo(reason == Reason.POOR_OVERLAP ? Grade.D : Grade.A);
    }

    @Test
    void aMissingEstimateIsSaidBeforeTooFewEvents() {
        Evidence evidence = new Evidence(
                Design.RANDOMIZED,
                SOUND,
                Gate.Opening.TOO_FEW_EVENTS,
                Evidence.Look.ALLOWED,
                Result.missing(Reason.CANDIDATE_EMPTY),
                Better.HIGHER,
                0);
        assertThat(Assessment.of(evidence).ground()).isEqualTo(new Ground.NoEstimate(Reason.CANDIDATE_EMPTY));
    }

    @Test
    void everyGroundHasACodeOfItsOwn() {
        List<String> codes = Ground.all().stream().map(Ground::code).toList();
        assertThat(new HashSet<>(codes)).hasSameSizeAs(codes);
        assertThat(codes).allMatch(code -> code.matches("[a-z_]+"));
        assertThat(Ground.all()).hasSize(4 + 3 + 1 + Reason.values().length + Check.values().length);
        assertThat(new Ground.FailedCheck(Check.ALLOCATION).code()).isEqualTo("allocation_check_failed");
    }

    @ParameterizedTest
    @CsvSource({"IMPROVED, true", "DEGRADED, true", "NO_DIFFERENCE, true", "NOT_YET, false", "REFUSED, false"})
    void someVerdictsClaimSomething(Verdict verdict, boolean claims) {
        assertThat(verdict.claims()).isEqualTo(claims);
        assertThat(verdict.code()).matches("[a-z_]+").isEqualToIgnoringCase(verdict.name());
    }

    @ParameterizedTest
    @EnumSource(Design.class)
    void designsAreWrittenAsInPlans(Design design) {
        assertThat(design.code()).matches("[a-z_]+").isEqualToIgnoringCase(design.name());
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, 0.10, HIGHER, HELD",
        "-0.05, 0.10, HIGHER, NOT_YET",
        "-0.20, -0.06, HIGHER, BREACHED",
        "-0.20, -0.05, HIGHER, NOT_YET",
        "-0.10, 0.01, LOWER, HELD",
        "-0.10, 0.05, LOWER, NOT_YET",
        "0.06, 0.20, LOWER, BREACHED",
        "-0.01, Infinity, HIGHER, HELD",
        "-Infinity, 0.01, LOWER, HELD"
    })
    void aGuardrailIsHeldByTheBoundOnTheWorseSide(double lower, double upper, Better better, Guardrail.State state) {
        assertThat(new Guardrail(0.05).judge(evidence(lift(lower, upper), better)))
                .isEqualTo(state);
        assertThat(state.code()).isEqualToIgnoringCase(state.name());
    }

    @Test
    void aGuardrailWaitsForEvidenceThatMayBeBelieved() {
        Guardrail guardrail = new Guardrail(0.05);
        assertThat(guardrail.judge(evidence(Result.missing(Reason.UNBOUNDED), Better.HIGHER)))
                .isEqualTo(Guardrail.State.NOT_YET);
        assertThat(guardrail.judge(evidence(Design.RANDOMIZED, failed(Check.JOIN), Gate.Opening.OPEN)))
                .isEqualTo(Guardrail.State.NOT_YET);
        assertThat(guardrail.judge(evidence(Design.RANDOMIZED, SOUND, Gate.Opening.TOO_FEW_EVENTS)))
                .isEqualTo(Guardrail.State.NOT_YET);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMarginThatIsNone(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guardrail(margin))
                .withMessageStartingWith("margin must be");
    }

    @Test
    void refusesEvidenceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence(lift(Double.NaN, 1), Better.HIGHER))
                .withMessageStartingWith("lift must have an interval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evidence(
                        Design.RANDOMIZED,
                        SOUND,
                        Gate.Opening.OPEN,
                        Evidence.Look.ALLOWED,
                        lift(0, 1),
                        Better.HIGHER,
                        Double.NaN))
                .withMessageStartingWith("minimumEffect must be");
    }

    private static Evidence evidence(Result<Estimate> lift, Better better) {
        return new Evidence(Design.RANDOMIZED, SOUND, Gate.Opening.OPEN, Evidence.Look.ALLOWED, lift, better, 0.01);
    }

    private static Evidence evidence(Design design, TrustReport trust, Gate.Opening gate) {
        return new Evidence(design, trust, gate, Evidence.Look.ALLOWED, lift(0.02, 0.1), Better.HIGHER, 0.01);
    }

    private static Result<Estimate> lift(double lower, double upper) {
        return Result.of(new Estimate(0.05, 0.01, lower, upper));
    }

    private static TrustReport failed(Check check) {
        return new TrustReport(List.of(finding(check, Finding.Outcome.FAILED)));
    }

    private static Finding finding(Check check, Finding.Outcome outcome) {
        return new Finding(check, outcome, 0, 0.5);
    }
}
