package dev.upshot.stats.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRatioTest {
    private static final Allocation HALVES = Allocation.of(0.5, 0.5);

    @Test
    void aGrossMismatchFailsAndChanceDoesNot() {
        Finding odd = SampleRatio.check(Check.ALLOCATION, SampleRatio.USUAL_THRESHOLD, HALVES, 1000, 1200);
        assertThat(odd.outcome()).isEqualTo(Finding.Outcome.FAILED);
        assertThat(odd.pValue()).isCloseTo(2.0079e-5, within(1e-9));
        assertThat(odd.deviation()).isCloseTo(1.0 / 11, within(1e-12));
        Finding chance = SampleRatio.check(Check.JOIN, SampleRatio.USUAL_THRESHOLD, HALVES, 1000, 1050);
        assertThat(chance.outcome()).isEqualTo(Finding.Outcome.PASSED);
        assertThat(chance.check()).isEqualTo(Check.JOIN);
    }

    @Test
    void withoutUnitsNobodyCanTell() {
        Finding none = SampleRatio.check(Check.MATURITY, 0.001, HALVES, 0, 0);
        assertThat(none).isEqualTo(new Finding(Check.MATURITY, Finding.Outcome.NOT_YET, 1, 0));
        assertThat(SequentialSampleRatio.start(HALVES, 100).finding(Check.MATURITY, 0.001))
                .isEqualTo(none);
    }

    @Test
    void aLaterStageMayBeHeldAgainstAnEarlierOne() {
        Allocation decided = Allocation.observed(3000, 1000);
        assertThat(decided.share(0)).isEqualTo(0.75);
        assertThat(decided.arms()).isEqualTo(2);
        assertThat(SampleRatio.pValue(decided, 1500, 500)).isEqualTo(1);
        assertThat(SampleRatio.pValue(decided, 1500, 700)).isLessThan(1e-6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.observed(0, 0))
                .withMessage("units must not all be zero");
    }

    @Test
    void theSequentialTestRemembersItsWorstLook() {
        SequentialSampleRatio test = SequentialSampleRatio.start(HALVES, SequentialSampleRatio.USUAL_CONCENTRATION);
        assertThat(test.pValue()).isEqualTo(1);
        SequentialSampleRatio odd = test.observe(5000, 5800);
        assertThat(odd.pValue()).isLessThan(1e-3);
        assertThat(odd.finding(Check.ALLOCATION, 0.001).outcome()).isEqualTo(Finding.Outcome.FAILED);
        SequentialSampleRatio later = odd.observe(10_000, 10_000);
        assertThat(later.logBayesFactor()).isNegative();
        assertThat(later.pValue()).isEqualTo(odd.pValue());
        assertThat(later.posteriorProbability()).isLessThan(0.5);
        assertThat(later.finding(Check.ALLOCATION, 0.001).deviation()).isZero();
    }

    @Test
    void aUnitInAnArmThatHasNoShareIsImpossible() {
        SequentialSampleRatio test = SequentialSampleRatio.start(Allocation.of(0.5, 0.5, 0), 100);
        assertThat(test.observe(10, 12, 0).pValue()).isGreaterThan(0.5);
        SequentialSampleRatio impossible = test.observe(10, 12, 1);
        assertThat(impossible.pValue()).isZero();
        assertThat(impossible.posteriorProbability()).isEqualTo(1);
    }

    /** A look after every unit, 300 runs of 2,000 units: Pearson's test alarms in many of them, the sequential one in hardly any. */
    @Test
    void lookingAfterEveryUnitRaisesNoFurtherAlarms() {
        long seed = 20261124;
        SplittableRandom random = new SplittableRandom(seed);
        Allocation allocation = Allocation.of(0.3, 0.7);
        int sequential = 0;
        int pearson = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            SequentialSampleRatio test = SequentialSampleRatio.start(allocation, 100);
            boolean alarmed = false;
            long a = 0;
            for (int n = 1; n <= 2000; n++) {
                a += random.nextDouble() < 0.3 ? 1 : 0;
                test = test.observe(a, n - a);
                alarmed |= n >= 50 && SampleRatio.pValue(allocation, a, n - a) < 0.05;
            }
            sequential += test.pValue() < 0.05 ? 1 : 0;
            pearson += alarmed ? 1 : 0;
        }
        assertThat(sequential).as("seed %d", seed).isLessThanOrEqualTo((int) (0.05 * runs) + 8);
        assertThat(pearson).as("seed %d", seed).isGreaterThan((int) (0.2 * runs));
    }

    @Test
    void aMismatchOfTwoInAHundredIsFoundWithinAFewTenThousandUnits() {
        SequentialSampleRatio test = SequentialSampleRatio.start(HALVES, SequentialSampleRatio.USUAL_CONCENTRATION)
                .observe(48_000, 50_000);
        assertThat(test.finding(Check.JOIN, 0.001).outcome()).isEqualTo(Finding.Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.4, 0.6, 1.1, Double.NaN})
    void refusesSharesThatDoNotMakeAWhole(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.of(0.5, share))
                .withMessageStartingWith("allocation must");
    }

    @Test
    void refusesCountsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.pValue(HALVES, -1, 5))
                .withMessageStartingWith("units must be in [0, 2^53]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.pValue(HALVES, 1, 2, 3))
                .withMessageStartingWith("units must have at most 2 arms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialSampleRatio.start(HALVES, 0))
                .withMessageStartingWith("concentration must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialSampleRatio.start(HALVES, 1).observe(1))
                .withMessageStartingWith("totals must have 2 arms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.check(Check.JOIN, 0, HALVES, 1, 1))
                .withMessageStartingWith("threshold must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialSampleRatio.start(HALVES, 1).finding(Check.JOIN, 1))
                .withMessageStartingWith("alpha must be");
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void checksHaveLowerCaseCodes(Check check) {
        assertThat(check.code()).matches("[a-z_]+").isEqualToIgnoringCase(check.name());
    }
}
