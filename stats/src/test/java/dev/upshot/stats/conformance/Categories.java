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
        SharedCategories.register(ALL);
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
}
