package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Design;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code design}. */
final class DesignParser {
    private static final double SUM_TOLERANCE = 1e-9;

    private DesignParser() {}

    /** What the plan says, or an observational design: the weakest claim. */
    static Design parse(Field field, List<String> arms) {
        return field.section("{kind: randomized, allocation: {…}}")
                .map(section -> parse(section, arms))
                .orElseGet(() -> new Design(Design.Kind.OBSERVATIONAL, Map.of()));
    }

    private static Design parse(Section section, List<String> arms) {
        Optional<Design.Kind> kind = section.required("kind").choice(Design.Kind.values(), Design.Kind::code);
        if (kind.filter(Design.Kind.OBSERVATIONAL::equals).isPresent()) {
            section.refuse("allocation", "belongs to kind: randomized; nobody allocates in an observational design");
            section.refuseOthers();
            return new Design(Design.Kind.OBSERVATIONAL, Map.of());
        }
        if (kind.filter(Design.Kind.LOGGED_PROPENSITY::equals).isPresent()) {
            section.refuse("allocation", "belongs to kind: randomized; each decision tells its own propensity");
            section.refuseOthers();
            return new Design(Design.Kind.LOGGED_PROPENSITY, Map.of());
        }
        Field allocationField = section.optional("allocation");
        Map<String, Double> allocation = allocationField
                .section("the share of each arm, for example {human: 0.5, model-v2: 0.5}")
                .map(shares -> allocation(shares, arms, allocationField))
                .orElse(Map.of());
        section.refuseOthers();
        return new Design(kind.orElse(Design.Kind.OBSERVATIONAL), allocation);
    }

    private static Map<String, Double> allocation(Section shares, List<String> arms, Field field) {
        Map<String, Double> allocation = new TreeMap<>();
        if (arms.isEmpty()) {
            return allocation;
        }
        for (String arm : arms) {
            shares.required(arm)
                    .real(share -> share > 0 && share <= 1, "a share above 0 and up to 1, for example 0.5")
                    .ifPresent(share -> allocation.put(arm, share));
        }
        shares.refuseOthers("is not an arm of this plan", "arms");
        double sum =
                allocation.values().stream().mapToDouble(Double::doubleValue).sum();
        if (allocation.size() == arms.size() && Math.abs(sum - 1) > SUM_TOLERANCE) {
            field.problem("sums to " + sum + "; expected 1");
        }
        return allocation;
    }
}
