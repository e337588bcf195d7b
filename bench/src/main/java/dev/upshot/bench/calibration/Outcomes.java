package dev.upshot.bench.calibration;

import java.util.SplittableRandom;

/** Kinds of outcomes that are hard in different ways. Every lift is a lift of the mean exactly. */
enum Outcomes {
    /** Mean 10, standard deviation 10. */
    GAUSSIAN("Gaussian") {
        @Override
        double draw(SplittableRandom random, double lift) {
            return MEAN * (1 + lift) + MEAN * random.nextGaussian();
        }
    },
    /** One unit in a hundred. */
    BINARY("1 % binary") {
        @Override
        double draw(SplittableRandom random, double lift) {
            return random.nextDouble() < 0.01 * (1 + lift) ? 1 : 0;
        }
    },
    /** One unit in twenty buys for e to the normal with σ = 2, cut at the 97.5 % quantile of buyers. */
    CAPPED_REVENUE("lognormal revenue, capped") {
        @Override
        double draw(SplittableRandom random, double lift) {
            return Math.min(CAP, UNCAPPED_REVENUE.draw(random, lift));
        }
    },
    /**
     * A net value: every unit gains 30 ± 10, one in a hundred loses 1,000. What is better gains more, what is worse loses more
     * often. The gate counts the losses: a net value has as many events as its rarest part.
     */
    NET("steady gain, rare loss") {
        @Override
        double draw(SplittableRandom random, double lift) {
            double gain = GAIN + Math.max(0, lift) * NET_MEAN + GAIN_SIGMA * random.nextGaussian();
            double rate = LOSS_RATE + Math.max(0, -lift) * NET_MEAN / LOSS;
            return random.nextDouble() < rate ? gain - LOSS : gain;
        }

        @Override
        boolean isEvent(double value) {
            return value < -LOSS / 2;
        }
    },
    /** Capped revenue without its cap: what the gate alone does not rescue. */
    UNCAPPED_REVENUE("lognormal revenue, uncapped") {
        @Override
        double draw(SplittableRandom random, double lift) {
            return random.nextDouble() < BUYERS * (1 + lift) ? Math.exp(SIGMA * random.nextGaussian()) : 0;
        }
    };

    private static final double MEAN = 10;
    private static final double BUYERS = 0.05;
    private static final double SIGMA = 2;
    private static final double CAP = Math.exp(SIGMA * 1.959963985);

    private static final double GAIN = 30;
    private static final double GAIN_SIGMA = 10;
    private static final double LOSS = 1_000;
    private static final double LOSS_RATE = 0.01;
    private static final double NET_MEAN = GAIN - LOSS_RATE * LOSS;

    private final String title;

    Outcomes(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A unit's value, were the mean this share above the baseline's. */
    abstract double draw(SplittableRandom random, double lift);

    /** Whether a unit of this value counts towards the gate. */
    boolean isEvent(double value) {
        return value != 0;
    }
}
