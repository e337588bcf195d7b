package dev.upshot.stats.bayes;

import dev.upshot.stats.Arguments;

/** What is believed of a lift before the data: nothing at all, or a normal distribution. */
public sealed interface Prior permits Prior.Flat, Prior.Normal {
    /**
     * The same belief about the absolute difference, for a belief about the relative one: mean times |m<sub>a</sub>|, variance times
     * m<sub>a</sub>².
     *
     * @param baseline m<sub>a</sub>, the baseline's figure, at most 10<sup>150</sup> in magnitude, not zero
     * @return the rescaled prior
     * @throws IllegalArgumentException if {@code baseline} is outside its range
     */
    Prior rescaledToAbsolute(double baseline);

    /** Every lift is equally likely: improper, the posterior is the likelihood. */
    record Flat() implements Prior {
        @Override
        public Prior rescaledToAbsolute(double baseline) {
            checkBaseline(baseline);
            return this;
        }
    }

    /**
     * A normal distribution.
     *
     * @param mean at most 10<sup>150</sup> in magnitude
     * @param variance the variance, not the standard deviation; finite and above zero
     */
    record Normal(double mean, double variance) implements Prior {
        /**
         * A prior.
         *
         * @throws IllegalArgumentException if an argument is outside its range
         */
        public Normal {
            Arguments.checkSquarable("mean", mean);
            Arguments.checkPositiveFinite("variance", variance);
        }

        @Override
        public Prior rescaledToAbsolute(double baseline) {
            checkBaseline(baseline);
            return new Normal(mean * Math.abs(baseline), variance * (baseline * baseline));
        }
    }

    private static void checkBaseline(double baseline) {
        Arguments.checkSquarable("baseline", baseline);
        if (baseline == 0) {
            throw new IllegalArgumentException("baseline must not be 0");
        }
    }
}
