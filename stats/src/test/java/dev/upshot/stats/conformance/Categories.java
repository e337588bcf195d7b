package dev.upshot.stats.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The function of every category. A new one is registered in the class of its field of work and listed here by that class. */
final class Categories {
    /** Published results that are known to be wrong: ours must not match them. */
    static final Set<String> NEGATIVE = Set.of("relative_naive_KNOWN_BIASED");

    private static final Map<String, Category> ALL = new HashMap<>();

    static {
        EstimatorCategories.register(ALL);
        SequenceCategories.register(ALL);
        TrustAndPlanningCategories.register(ALL);
    }

    private Categories() {}

    static Category of(String name) {
        Category category = ALL.get(name);
        if (category == null) {
            throw new AssertionError("no function is registered for the category '" + name + "'");
        }
        return category;
    }

    /** Written by another hand at the same time; each name goes when its function comes. */
    static final Set<String> PENDING = Set.of(
            "cuped_mean_sequential",
            "quantile_outer_ci",
            "t_test_abs_and_log_relative",
            "cuped_ratio",
            "cuped_ratio_negative_baseline",
            "cuped_theta",
            "post_stratification",
            "proportion",
            "proportion_absolute",
            "ratio_metric");
}
