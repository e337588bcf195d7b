package dev.upshot.stats.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorTest {
    @Test
    void priorAndDataAreWeighedByTheirPrecision() {
        Posterior posterior = Posterior.of(new Prior.Normal(0.1, 0.04), 0.4, 0.1);
        assertThat(posterior.mean()).isCloseTo((0.4 / 0.01 + 0.1 / 0.04) / (100 + 25), within(1e-12));
        assertThat(posterior.standardDeviation()).isCloseTo(1 / Math.sqrt(125), within(1e-12));
    }

    @Test
    void anythingIsPossibleToBeginWithSoTheDataDecide() {
        Posterior posterior = Posterior.of(new Prior.Flat(), 0.4, 0.1);
        assertThat(posterior).isEqualTo(new Posterior(0.4, 0.1));
        Posterior nearlyFlat = Posterior.of(new Prior.Normal(0, 1e12), 0.4, 0.1);
        assertThat(nearlyFlat.mean()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void chancesAreOfBothDirections() {
        Posterior posterior = new Posterior(1.959963985, 1);
        assertThat(posterior.chanceAboveZero()).isCloseTo(0.975, within(1e-9));
        assertThat(posterior.chanceBelowZero()).isCloseTo(0.025, within(1e-9));
        assertThat(posterior.interval(0.05).lower()).isCloseTo(0, within(1e-8));
        assertThat(posterior.interval(0.05).upper()).isCloseTo(2 * 1.959963985, within(1e-8));
    }

    @Test
    void theExpectedLossesDifferByTheMean() {
        for (double mean : new double[] {-3, -0.2, 0, 0.5, 50}) {
            Posterior posterior = new Posterior(mean, 0.7);
            assertThat(posterior.expectedLossOfBaseline() - posterior.expectedLossOfCandidate())
                    .isCloseTo(mean, within(1e-9));
            assertThat(posterior.expectedLossOfCandidate()).isNotNegative();
        }
        assertThat(new Posterior(0, 2).expectedLossOfCandidate()).isCloseTo(2 / Math.sqrt(2 * Math.PI), within(1e-12));
    }

    /** GrowthBook compares the wrong objects here and never rescales. */
    @Test
    void aBeliefAboutTheLiftIsRescaledToTheAbsoluteDifference() {
        Prior.Normal relative = new Prior.Normal(0.05, 0.09);
        assertThat(relative.rescaledToAbsolute(-20)).isEqualTo(new Prior.Normal(1, 36));
        Posterior onLift = Posterior.of(relative, 0.3, 0.2);
        Posterior onDifference = Posterior.of(relative.rescaledToAbsolute(20), 0.3 * 20, 0.2 * 20);
        assertThat(onDifference.mean()).isCloseTo(20 * onLift.mean(), within(1e-12));
        assertThat(onDifference.chanceAboveZero()).isCloseTo(onLift.chanceAboveZero(), within(1e-12));
        assertThat(new Prior.Flat().rescaledToAbsolute(3)).isEqualTo(new Prior.Flat());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesSpreadsThatAreNone(double spread) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior.Normal(0, spread))
                .withMessageStartingWith("variance must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Posterior.of(new Prior.Flat(), 0, spread))
                .withMessageStartingWith("standardError must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Posterior(0, spread))
                .withMessageStartingWith("standardDeviation must be");
    }

    @Test
    void refusesABaselineOfZeroAndEstimatesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior.Flat().rescaledToAbsolute(0))
                .withMessage("baseline must not be 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior.Normal(0, 1).rescaledToAbsolute(Double.NaN))
                .withMessageStartingWith("baseline must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Posterior.of(new Prior.Flat(), Double.NaN, 1))
                .withMessageStartingWith("estimate must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Posterior(0, 1).interval(0))
                .withMessageStartingWith("alpha must be");
    }
}
