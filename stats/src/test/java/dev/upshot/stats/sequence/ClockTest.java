package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
    static Stream<Clock> clocks() {
        return Stream.of(
                new FixedSample(0.05, Alternative.TWO_SIDED, 20_000),
                new ConfidenceSequence(0.1 / 3, Alternative.GREATER, 1),
                new GroupSequential(0.05, Alternative.LESS, 7, new Spending.OBrienFleming()),
                new GroupSequential(0.05, Alternative.TWO_SIDED, 7, new Spending.Power(2.5)),
                new DelayedOutcome(0.01, Alternative.TWO_SIDED, 1L << 53));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theStoredChoiceReadsBack(Clock clock) {
        assertThat(Clock.parse(clock.code())).isEqualTo(clock);
    }

    @Test
    void theStoredChoiceReadsLikeThis() {
        assertThat(new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 20_000).code())
                .isEqualTo("confidence_sequence(alpha=0.05,sides=two,planned_units=20000)");
        assertThat(new GroupSequential(0.05, Alternative.GREATER, 9, new Spending.Power(2)).code())
                .isEqualTo("group_sequential(alpha=0.05,sides=greater,planned_units=9,spending=power:2.0)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "confidence_sequence",
                "confidence_sequence()",
                "confidence_sequence(alpha=0.05,sides=two)",
                "confidence_sequence(alpha=0.05,sides=both,planned_units=5)",
                "confidence_sequence(alpha=x,sides=two,planned_units=5)",
                "confidence_sequence(alpha=0.05,sides=two,planned_units=5.5)",
                "confidence_sequence(alpha=0.05,sides=two,planned_units=5,more=1)",
                "confidence_sequence(alpha=0.05,alpha=0.05,sides=two,planned_units=5)",
                "group_sequential(alpha=0.05,sides=two,planned_units=5,spending=evenly)",
                "group_sequential(alpha=0.05,sides=two,planned_units=5,spending=power:fast)",
                "mood(alpha=0.05,sides=two,planned_units=5)"
            })
    void refusesTextThatIsNoClock(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clock.parse(code))
                .withMessage("code must be that of a clock: " + code);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void anotherErrorRateChangesNothingElse(Clock clock) {
        Clock stricter = clock.withAlpha(0.001);
        assertThat(stricter.alpha()).isEqualTo(0.001);
        assertThat(stricter.withAlpha(clock.alpha())).isEqualTo(clock);
        assertThat(stricter.alternative()).isEqualTo(clock.alternative());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void refusesAnErrorRateThatIsNone(double alpha) {
        clocks().forEach(clock -> assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.withAlpha(alpha))
                .withMessageStartingWith("alpha must be in (0, 1)"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogRankSequence(alpha, Alternative.TWO_SIDED, 1))
                .withMessageStartingWith("alpha must be in (0, 1)");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (1L << 53) + 1})
    void refusesAPlanThatIsNone(long planned) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedSample(0.05, Alternative.TWO_SIDED, planned))
                .withMessageStartingWith("plannedUnits must be in [1, 2^53]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceSequence(0.05, Alternative.TWO_SIDED, planned))
                .withMessageStartingWith("plannedUnits must be in [1, 2^53]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new GroupSequential(0.05, Alternative.TWO_SIDED, planned, new Spending.OBrienFleming()))
                .withMessageStartingWith("plannedUnits must be in [1, 2^53]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DelayedOutcome(0.05, Alternative.TWO_SIDED, planned))
                .withMessageStartingWith("plannedEvents must be in [1, 2^53]");
    }

    @Test
    void oneSidedSequencesNeedAnErrorRateBelowOneHalf() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceSequence(0.5, Alternative.GREATER, 9))
                .withMessage("alpha must be below 0.5 for one side: 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogRankSequence(0.6, Alternative.LESS, 9))
                .withMessage("alpha must be below 0.5 for one side: 0.6");
    }

    @Test
    void aFixedSampleIsReachedAtItsPlannedNumber() {
        FixedSample clock = new FixedSample(0.05, Alternative.TWO_SIDED, 100);
        assertThat(clock.reached(99)).isFalse();
        assertThat(clock.reached(100)).isTrue();
        assertThat(clock.multiplier()).isEqualTo(1.959963985);
        assertThat(clock.multiplier(10)).isCloseTo(2.228139, within(1e-6));
        assertThat(new FixedSample(0.05, Alternative.LESS, 100).multiplier()).isEqualTo(1.644853627);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.reached(-1))
                .withMessageStartingWith("units must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.multiplier(0.0))
                .withMessageStartingWith("degreesOfFreedom must be");
    }

    /** 1.549 is the best that any normal mixture can do; the goal is at most 1.56. */
    @ParameterizedTest
    @ValueSource(longs = {1, 50, 20_000, 1_000_000_000_000L})
    void atThePlannedNumberASequenceIsHalfAsWideAgainAsAFixedSample(long planned) {
        double ratio = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, planned).multiplier(planned)
                / new FixedSample(0.05, Alternative.TWO_SIDED, planned).multiplier();
        assertThat(ratio).isBetween(1.54, 1.56);
    }

    @Test
    void aroundThePlanTheWidthStaysWithinItsGoal() {
        ConfidenceSequence clock = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 20_000);
        double fixed = new FixedSample(0.05, Alternative.TWO_SIDED, 1).multiplier();
        for (long n = 14_000; n <= 36_000; n += 2_000) {
            assertThat(clock.multiplier(n) / fixed).as("n = %d", n).isLessThan(1.56);
        }
    }

    @ParameterizedTest
    @CsvSource({"6667, 1.1", "60000, 1.1", "2000, 1.3", "200000, 1.3"})
    void aPlanThatIsOffWidensTheIntervalLittle(long planned, double limit) {
        double tuned = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 20_000).multiplier(20_000);
        assertThat(new ConfidenceSequence(0.05, Alternative.TWO_SIDED, planned).multiplier(20_000) / tuned)
                .isBetween(1.0, limit);
    }

    @ParameterizedTest
    @EnumSource(Alternative.class)
    void theEValueReachesOneOverAlphaWhereTheIntervalTouchesZero(Alternative alternative) {
        ConfidenceSequence clock = new ConfidenceSequence(0.05, alternative, 5_000);
        double c = clock.multiplier(3_000) * (alternative == Alternative.LESS ? -1 : 1);
        double atBound = clock.pValue(c, 3_000);
        // One-sided the closed form is a little wider than the e-value's own bound.
        assertThat(atBound).isBetween(alternative == Alternative.TWO_SIDED ? 0.0499999 : 0.045, 0.0500001);
        assertThat(clock.pValue(c * 1.1, 3_000)).isLessThan(atBound);
        assertThat(clock.pValue(0, 3_000)).isEqualTo(1);
    }

    @Test
    void onOneSideTheMultiplierIsSmallerAndTheOtherDirectionNoEvidence() {
        ConfidenceSequence greater = new ConfidenceSequence(0.05, Alternative.GREATER, 5_000);
        ConfidenceSequence two = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 5_000);
        assertThat(greater.multiplier(5_000)).isLessThan(two.multiplier(5_000));
        assertThat(greater.pValue(-60, 5_000)).isEqualTo(1);
        assertThat(greater.logEValue(-60, 5_000)).isFinite();
        assertThat(new ConfidenceSequence(0.05, Alternative.LESS, 5_000).logEValue(4, 5_000))
                .isEqualTo(greater.logEValue(-4, 5_000));
    }

    @Test
    void refusesUnitsThatAreNone() {
        ConfidenceSequence clock = new ConfidenceSequence(0.05, Alternative.TWO_SIDED, 5_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.multiplier(0))
                .withMessageStartingWith("units must be in [1, 2^53]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.logEValue(Double.NaN, 5))
                .withMessageStartingWith("z must be finite");
    }
}
