package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Moments;
import java.util.Map;
import java.util.TreeMap;

/**
 * An arm's mean in each stratum, frozen: the outcome model of {@link AugmentedPropensity}.
 *
 * <p>It must be made from decisions that are not among those it is used for (earlier ones, or the other half): else the scores' errors hang
 * together and the interval is too narrow.
 *
 * <p>A stratum without decisions is predicted by the arm's mean, an arm without decisions by zero: the model may be bad, the estimate stays
 * unbiased, for the propensities are known.
 */
public final class StrataMeans {
    private final Map<String, Double> means;
    private final double overall;

    private StrataMeans(Map<String, Double> means, double overall) {
        this.means = means;
        this.overall = overall;
    }

    /**
     * Freezes the means.
     *
     * @param strata the arm's moments by the stratum's name, all of one scale
     * @return the model
     * @throws IllegalArgumentException if the scales differ or no sample can have such moments
     */
    public static StrataMeans of(Map<String, Moments> strata) {
        Map<String, Double> means = new TreeMap<>();
        Moments all = null;
        for (Map.Entry<String, Moments> stratum : new TreeMap<>(strata).entrySet()) {
            Moments moments = stratum.getValue();
            Arguments.checkSample("stratum " + stratum.getKey(), moments);
            all = all == null ? moments : all.plus(moments);
            if (moments.n() > 0) {
                means.put(stratum.getKey(), moments.mean());
            }
        }
        return new StrataMeans(means, all == null || all.n() == 0 ? 0 : all.mean());
    }

    /**
     * What a decision in a stratum is expected to bring.
     *
     * @param stratum its name
     * @return the frozen mean
     */
    public double predict(String stratum) {
        return means.getOrDefault(stratum, overall);
    }
}
