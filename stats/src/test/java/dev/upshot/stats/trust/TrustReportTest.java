package dev.upshot.stats.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.trust.CovariateBalance.Covariate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustReportTest {
    @Test
    void covariatesThatDifferByChanceAreBalanced() {
        Finding finding = CovariateBalance.check(
                List.of(
                        new Covariate(5000, 10, 4, 5000, 10.05, 4),
                        new Covariate(5000, 0.30, 0.21, 5000, 0.29, 0.2059)),
                0.001,
                10_000);
        assertThat(finding.outcome()).isEqualTo(Finding.Outcome.PASSED);
        assertThat(finding.deviation()).isCloseTo(0.025, within(1e-9));
    }

    @Test
    void aCovariateThatDiffersBeyondChanceFails() {
        Finding finding = CovariateBalance.check(
                List.of(new Covariate(5000, 10, 4, 5000, 10, 4), new Covariate(5000, 10, 4, 5000, 10.4, 4)),
                0.001,
                10_000);
        assertThat(finding.outcome()).isEqualTo(Finding.Outcome.FAILED);
        assertThat(finding.pValue()).isLessThan(1e-10);
        assertThat(finding.deviation()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void severalCovariatesShareOneErrorRate() {
        Covariate slight = new Covariate(5000, 10, 4, 5000, 10.17, 4);
        Covariate even = new Covariate(5000, 10, 4, 5000, 10, 4);
        double alone = CovariateBalance.check(List.of(slight), 0.001, 10_000).pValue();
        double amongThree = CovariateBalance.check(List.of(slight, even, even), 0.001, 10_000)
                .pValue();
        assertThat(amongThree).isCloseTo(3 * alone, within(1e-12));
    }

    @Test
    void constantsThatDifferFailWithoutAnInfiniteFigure() {
        Finding finding = CovariateBalance.check(List.of(new Covariate(10, 1, 0, 10, 2, 0)), 0.001, 100);
        assertThat(finding.outcome()).isEqualTo(Finding.Outcome.FAILED);
        assertThat(finding.deviation()).isFinite();
        assertThat(CovariateBalance.check(List.of(new Covariate(10, 1, 0, 10, 1, 0)), 0.001, 100)
                        .outcome())
                .isEqualTo(Finding.Outcome.PASSED);
    }

    @Test
    void withoutTwoUnitsInEachArmBalanceCannotBeTold() {
        assertThat(CovariateBalance.check(List.of(new Covariate(1, 1, 0, 10, 2, 1)), 0.001, 100)
                        .outcome())
                .isEqualTo(Finding.Outcome.NOT_YET);
        assertThat(CovariateBalance.check(List.of(), 0.001, 100).outcome()).isEqualTo(Finding.Outcome.NOT_YET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Covariate(1, Double.NaN, 0, 1, 0, 0))
                .withMessageStartingWith("baselineMean must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Covariate(1, 0, -1, 1, 0, 0))
                .withMessageStartingWith("baselineVariance must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateBalance.check(List.of(), 0.001, 0))
                .withMessageStartingWith("plannedUnits must be");
    }

    @Test
    void subjectsInSeveralArmsAreCountedAgainstALimit() {
        assertThat(SeveralArms.check(10, 1000, SeveralArms.USUAL_LIMIT).outcome())
                .isEqualTo(Finding.Outcome.PASSED);
        Finding many = SeveralArms.check(11, 1000, SeveralArms.USUAL_LIMIT);
        assertThat(many.outcome()).isEqualTo(Finding.Outcome.FAILED);
        assertThat(many.deviation()).isEqualTo(0.011);
        assertThat(SeveralArms.check(0, 0, 0).outcome()).isEqualTo(Finding.Outcome.NOT_YET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeveralArms.check(2, 1, 0.01))
                .withMessage("subjectsInSeveralArms must be in [0, subjects = 1]: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeveralArms.check(0, 1, 1.01))
                .withMessageStartingWith("limit must be");
    }

    @Test
    void anArmThatAnswersSoonerIsFound() {
        long[] slow = {100, 200, 300, 400};
        long[] fast = {400, 300, 200, 100};
        Finding shift = DelayShift.check(slow, fast, SampleRatio.USUAL_THRESHOLD, DelayShift.USUAL_TOLERANCE);
        assertThat(shift.outcome()).isEqualTo(Finding.Outcome.FAILED);
        assertThat(shift.deviation()).isCloseTo(0.4, within(1e-12));
        assertThat(shift.pValue()).isLessThan(1e-80);
    }

    /** scipy.stats.chi2_contingency gives the same. */
    @Test
    void theShiftsPValueIsPearsons() {
        Finding shift = DelayShift.check(new long[] {30, 50, 20}, new long[] {45, 60, 45}, 0.001, 0.02);
        assertThat(shift.pValue()).isCloseTo(0.15950750004064654, within(1e-12));
        assertThat(shift.deviation()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aShiftThatIsSignificantButTinyPasses() {
        long[] one = {1_000_000, 1_000_000};
        long[] other = {1_010_000, 990_000};
        Finding shift = DelayShift.check(one, other, 0.001, 0.02);
        assertThat(shift.pValue()).isLessThan(0.001);
        assertThat(shift.deviation()).isCloseTo(0.005, within(1e-12));
        assertThat(shift.outcome()).isEqualTo(Finding.Outcome.PASSED);
        assertThat(DelayShift.check(new long[] {10, 10}, new long[] {12, 8}, 0.001, 0.02)
                        .outcome())
                .isEqualTo(Finding.Outcome.PASSED);
    }

    @Test
    void delaysWithoutOutcomesCannotBeTold() {
        assertThat(DelayShift.check(new long[] {0, 0}, new long[] {1, 2}, 0.001, 0.02)
                        .outcome())
                .isEqualTo(Finding.Outcome.NOT_YET);
        Finding oneBin = DelayShift.check(new long[] {0, 5}, new long[] {0, 9}, 0.001, 0.02);
        assertThat(oneBin.outcome()).isEqualTo(Finding.Outcome.PASSED);
        assertThat(oneBin.pValue()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DelayShift.check(new long[] {1}, new long[] {1, 2}, 0.001, 0.02))
                .withMessageStartingWith("candidate must have 1 bins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DelayShift.check(new long[] {1}, new long[] {1}, 0, 0.02))
                .withMessageStartingWith("threshold must be");
    }

    @Test
    void aReportNamesItsGravestFailure() {
        Finding join = new Finding(Check.JOIN, Finding.Outcome.FAILED, 0, 0.1);
        Finding delay = new Finding(Check.DELAY, Finding.Outcome.FAILED, 0, 0.1);
        Finding allocation = new Finding(Check.ALLOCATION, Finding.Outcome.PASSED, 0.4, 0.01);
        TrustReport blurred = new TrustReport(List.of(delay, allocation));
        assertThat(blurred.sound()).isFalse();
        assertThat(blurred.comparabilityBroken()).isFalse();
        assertThat(blurred.firstFailure()).contains(Check.DELAY);
        TrustReport broken = new TrustReport(List.of(delay, allocation, join));
        assertThat(broken.comparabilityBroken()).isTrue();
        assertThat(broken.firstFailure()).contains(Check.JOIN);
        assertThat(new TrustReport(List.of(allocation)).sound()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustReport(List.of(join, join)))
                .withMessageStartingWith("findings must have each check at most once");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAFindingThatIsNone(double pValue) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding(Check.JOIN, Finding.Outcome.PASSED, pValue, 0))
                .withMessageStartingWith("pValue must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding(Check.JOIN, Finding.Outcome.PASSED, 1, -1))
                .withMessageStartingWith("deviation must be");
    }
}
