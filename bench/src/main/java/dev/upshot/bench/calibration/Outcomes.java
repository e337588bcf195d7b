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
    /** The same without a cap: what the gate alone does not rescue. */
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

    private final String title;

    Outcomes(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A unit's value, were the mean this share above the baseline's. */
    abstract double draw(SplittableRandom random, double lift);
}
