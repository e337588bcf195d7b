package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.CreditModel;
import java.util.Arrays;
import java.util.List;

/**
 * What each touch of an outcome weighs under a credit model, as an integer, so that plain SQL finds the same.
 */
final class Weights {
    /** Steps in which a weight falls to one half. */
    private static final int STEPS = 64;

    /** From this many half-lives on a touch weighs nothing. */
    private static final int MOST_HALVINGS = 41;

    /** {@code round(2⁴⁰ · 2^(−i/64))}. */
    private static final long[] FALL = fall();

    private Weights() {}

    /**
     * The weights of the touches of an outcome.
     *
     * @param model the credit model
     * @param touches decisions in their order
     * @param from index of the first touch
     * @param until index after the last touch; above {@code from}
     * @param occurredAt event time of the outcome, milliseconds since the epoch
     * @return not negative, at least one positive
     */
    static long[] of(CreditModel model, List<Decision> touches, int from, int until, long occurredAt) {
        long[] weights = new long[until - from];
        int last = weights.length - 1;
        if (model instanceof CreditModel.Linear) {
            Arrays.fill(weights, 1);
        } else if (model instanceof CreditModel.Position position) {
            fill(weights, position);
        } else if (model instanceof CreditModel.TimeDecay decay) {
            long halfLife = decay.halfLife().toMillis();
            long total = 0;
            for (int i = 0; i <= last; i++) {
                weights[i] = decayed(occurredAt - touches.get(from + i).decidedAt(), halfLife);
                total += weights[i];
            }
            weights[last] = total == 0 ? 1 : weights[last];
        } else {
            weights[model instanceof CreditModel.FirstTouch ? 0 : last] = 1;
        }
        return weights;
    }

    private static void fill(long[] weights, CreditModel.Position position) {
        int last = weights.length - 1;
        if (last < 2) {
            boolean equal = last == 0 || position.first() + position.last() == 0;
            weights[0] = equal ? 1 : position.first();
            weights[last] = equal ? 1 : position.last();
            return;
        }
        Arrays.fill(weights, 100 - position.first() - position.last());
        weights[0] = (long) position.first() * (last - 1);
        weights[last] = (long) position.last() * (last - 1);
    }

    private static long decayed(long age, long halfLife) {
        long steps = Math.multiplyExact(age, (long) STEPS) / halfLife;
        long halvings = steps / STEPS;
        return halvings >= MOST_HALVINGS ? 0 : FALL[(int) (steps % STEPS)] >> halvings;
    }

    private static long[] fall() {
        long[] fall = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            fall[i] = Math.round(StrictMath.scalb(StrictMath.pow(2, -i / (double) STEPS), 40));
        }
        return fall;
    }
}
