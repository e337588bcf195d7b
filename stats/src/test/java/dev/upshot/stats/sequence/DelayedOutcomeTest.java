package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DelayedOutcomeTest {
    private static final DelayedOutcome CLOCK = new DelayedOutcome(0.05, Alternative.TWO_SIDED, 500);

    @Test
    void weightsMakeEveryArmSpeakForAllUnits() {
        ArmArrivals tenth = ArmArrivals.of(100, 100, 100, 0.1);
        ArmArrivals rest = ArmArrivals.of(900, 900, 900, 0.9);
        assertThat(tenth.total()).isCloseTo(rest.total(), within(1e-9));
        assertThat(tenth.variance()).isCloseTo(100 * 0.9 / 0.01, within(1e-9));
        Estimate difference = CLOCK.difference(tenth, rest, 10_000).orElseThrow();
        assertThat(difference.value()).isCloseTo(0, within(1e-12));
        double half = new ConfidenceSequence(0.025, Alternative.TWO_SIDED, 500).multiplier(100) * Math.sqrt(9000)
                + new ConfidenceSequence(0.025, Alternative.TWO_SIDED, 500).multiplier(900)
                        * Math.sqrt(900 * 0.1 / 0.81);
        assertThat(difference.upper()).isCloseTo(half / 10_000, within(1e-9));
        assertThat(difference.lower()).isCloseTo(-half / 10_000, within(1e-9));
    }

    @Test
    void theRatioHoldsWhateverBothArmsMayBe() {
        ArmArrivals a = ArmArrivals.of(1000, 1000, 1000, 0.5);
        ArmArrivals b = ArmArrivals.of(1500, 1500, 1500, 0.5);
        Estimate lift = CLOCK.relative(a, b).orElseThrow();
        assertThat(lift.value()).isEqualTo(0.5);
        ConfidenceSequence each = new ConfidenceSequence(0.025, Alternative.TWO_SIDED, 500);
        double halfA = each.multiplier(1000) * Math.sqrt(2000);
        double halfB = each.multiplier(1500) * Math.sqrt(3000);
        assertThat(lift.lower()).isCloseTo((3000 - halfB) / (2000 + halfA) - 1, within(1e-12));
        assertThat(lift.upper()).isCloseTo((3000 + halfB) / (2000 - halfA) - 1, within(1e-12));
        assertThat(lift.standardError()).isCloseTo(Math.sqrt(3000 + 1.5 * 1.5 * 2000) / 2000, within(1e-12));
        assertThat(CLOCK.difference(a, b, 4000).orElseThrow().standardError())
                .isCloseTo(Math.sqrt(5000) / 4000, within(1e-12));
    }

    @Test
    void whatIsNotThereYetIsSaid() {
        ArmArrivals none = ArmArrivals.of(0, 0, 0, 0.5);
        ArmArrivals few = ArmArrivals.of(3, 3, 3, 0.5);
        ArmArrivals many = ArmArrivals.of(1000, 1000, 1000, 0.5);
        assertThat(CLOCK.difference(none, many, 10)).isEqualTo(Result.missing(Reason.NO_EVENTS));
        assertThat(CLOCK.difference(many, none, 10)).isEqualTo(Result.missing(Reason.NO_EVENTS));
        assertThat(CLOCK.relative(none, many)).isEqualTo(Result.missing(Reason.NO_EVENTS));
        assertThat(CLOCK.relative(few, many)).isEqualTo(Result.missing(Reason.UNBOUNDED));
        assertThat(CLOCK.relative(ArmArrivals.of(3, -3, 3, 0.5), many))
                .isEqualTo(Result.missing(Reason.NON_POSITIVE_RATIO));
        ArmArrivals certain = new ArmArrivals(5, 5, 0);
        assertThat(CLOCK.difference(certain, certain, 10)).isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
        assertThat(CLOCK.relative(certain, certain)).isEqualTo(Result.missing(Reason.ZERO_VARIANCE));
    }

    @ParameterizedTest
    @EnumSource(value = Alternative.class, names = "TWO_SIDED", mode = EnumSource.Mode.EXCLUDE)
    void onOneSideOneBoundIsInfiniteAndTheOtherNarrower(Alternative alternative) {
        ArmArrivals a = ArmArrivals.of(1000, 1000, 1000, 0.5);
        DelayedOutcome one = new DelayedOutcome(0.05, alternative, 500);
        Estimate sided = one.difference(a, a, 5000).orElseThrow();
        Estimate two = CLOCK.difference(a, a, 5000).orElseThrow();
        if (alternative == Alternative.GREATER) {
            assertThat(sided.lower()).isGreaterThan(two.lower());
            assertThat(sided.upper()).isInfinite();
        } else {
            assertThat(sided.upper()).isLessThan(two.upper());
            assertThat(sided.lower()).isInfinite();
        }
    }

    @Test
    void refusesArrivalsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmArrivals.of(1, 1, 1, 1))
                .withMessageStartingWith("share must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmArrivals.of(-1, 1, 1, 0.5))
                .withMessageStartingWith("events must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmArrivals.of(1, Double.NaN, 1, 0.5))
                .withMessageStartingWith("sum must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmArrivals(1, 1, -1))
                .withMessageStartingWith("variance must be");
        ArmArrivals some = ArmArrivals.of(1, 1, 1, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLOCK.difference(some, some, 0))
                .withMessageStartingWith("entered must be");
    }

    /**
     * Two arms convert equally often in the end, the candidate's three times as fast: at every moment the truth is what both arms would have
     * brought by then, and the interval holds it. A naive comparison of conversion so far finds a lift that will vanish.
     */
    @Test
    void aReadingHoldsItsMomentThoughOneArmAnswersSooner() {
        long seed = 20261124;
        SplittableRandom random = new SplittableRandom(seed);
        int runs = 300;
        int missed = 0;
        int units = 4000;
        for (int run = 0; run < runs; run++) {
            missed += misses(random, units) ? 1 : 0;
        }
        assertThat(missed).as("seed %d", seed).isLessThanOrEqualTo(15);
    }

    /** Unit i enters at time i; looks every 100 units, and on for as long again. */
    private static boolean misses(SplittableRandom random, int units) {
        boolean[] candidate = new boolean[units];
        double[] atBaseline = new double[units];
        double[] atCandidate = new double[units];
        for (int i = 0; i < units; i++) {
            candidate[i] = random.nextDouble() < 0.5;
            boolean converts = random.nextDouble() < 0.2;
            double delay = -Math.log(1 - random.nextDouble());
            atBaseline[i] = converts ? i + 1500 * delay : Double.POSITIVE_INFINITY;
            atCandidate[i] = converts ? i + 500 * delay : Double.POSITIVE_INFINITY;
        }
        for (int now = 300; now <= 2 * units; now += 100) {
            long entered = Math.min(now, units);
            long truth = 0;
            long a = 0;
            long b = 0;
            for (int i = 0; i < entered; i++) {
                truth += (atCandidate[i] <= now ? 1 : 0) - (atBaseline[i] <= now ? 1 : 0);
                a += !candidate[i] && atBaseline[i] <= now ? 1 : 0;
                b += candidate[i] && atCandidate[i] <= now ? 1 : 0;
            }
            if (a > 0 && b > 0) {
                Estimate difference = CLOCK.difference(
                                ArmArrivals.of(a, a, a, 0.5), ArmArrivals.of(b, b, b, 0.5), entered)
                        .orElseThrow();
                double perUnit = (double) truth / entered;
                if (perUnit < difference.lower() || perUnit > difference.upper()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theLogRankSequenceTurnsAScoreIntoAHazardRatio() {
        LogRankSequence sequence = new LogRankSequence(0.05, Alternative.TWO_SIDED, 100);
        Estimate ratio = sequence.hazardRatio(40, 100).orElseThrow();
        assertThat(ratio.value()).isCloseTo(Math.exp(0.4), within(1e-12));
        double bound = NormalMixture.tunedFor(100, 0.05).twoSidedBound(100, 0.05);
        assertThat(ratio.lower()).isCloseTo(Math.exp((40 - bound) / 100), within(1e-12));
        assertThat(ratio.upper()).isCloseTo(Math.exp((40 + bound) / 100), within(1e-12));
        assertThat(sequence.pValue(bound, 100)).isCloseTo(0.05, within(1e-9));
        assertThat(sequence.pValue(0, 100)).isEqualTo(1);
        assertThat(sequence.hazardRatio(0, 0)).isEqualTo(Result.missing(Reason.NO_EVENTS));
        assertThat(sequence.hazardRatio(1, 1e-6)).isEqualTo(Result.missing(Reason.UNBOUNDED));
    }

    @Test
    void fasterAndSlowerAreEachOthersMirror() {
        LogRankSequence faster = new LogRankSequence(0.05, Alternative.GREATER, 100);
        LogRankSequence slower = new LogRankSequence(0.05, Alternative.LESS, 100);
        assertThat(faster.logEValue(30, 100)).isEqualTo(slower.logEValue(-30, 100));
        assertThat(faster.hazardRatio(30, 100).orElseThrow().lower()).isGreaterThan(1);
        assertThat(faster.hazardRatio(30, 100).orElseThrow().upper()).isInfinite();
        assertThat(slower.hazardRatio(-30, 100).orElseThrow().upper()).isLessThan(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogRankSequence(0.05, Alternative.LESS, 0))
                .withMessageStartingWith("plannedInformation must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faster.logEValue(Double.NaN, 1))
                .withMessageStartingWith("score must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faster.hazardRatio(1, Double.NaN))
                .withMessageStartingWith("information must be");
    }
}
