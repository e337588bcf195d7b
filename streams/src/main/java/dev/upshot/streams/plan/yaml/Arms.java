package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.ArmsBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code arms} of a plan.
 *
 * @param by which field names the arm
 * @param baseline the baseline
 * @param candidates the candidates in the plan's order
 */
record Arms(ArmsBy by, String baseline, List<String> candidates) {
    private static final List<String> ACTOR_TYPES = List.of("model", "rule", "human", "hybrid");

    /** Arms that were wrong in any way: nothing else is held against them. */
    private static final Arms WRONG = new Arms(ArmsBy.VARIANT, "", List.of());

    static Arms parse(Field field, Problems problems) {
        int before = problems.count();
        Optional<Arms> arms =
                field.section("{by: variant, baseline: …, candidates: […]}").map(Arms::parse);
        return arms.filter(any -> problems.count() == before).orElse(WRONG);
    }

    private static Arms parse(Section section) {
        Optional<ArmsBy> by = section.required("by").choice(ArmsBy.values(), ArmsBy::code);
        Field baselineField = section.required("baseline");
        Optional<String> baseline = baselineField.name();
        baseline.ifPresent(arm -> by.ifPresent(kind -> checkForm(kind, arm, baselineField)));
        List<String> candidates = new ArrayList<>();
        for (Field item : section.required("candidates").items(1, "at least one arm to compare with the baseline")) {
            item.name().ifPresent(arm -> {
                by.ifPresent(kind -> checkForm(kind, arm, item));
                if (baseline.filter(arm::equals).isPresent()) {
                    item.problem("found \"" + arm + "\", which is the baseline; expected another arm");
                } else if (candidates.contains(arm)) {
                    item.problem("found \"" + arm + "\" a second time; name each candidate once");
                }
                candidates.add(arm);
            });
        }
        section.refuseOthers();
        return new Arms(by.orElse(ArmsBy.VARIANT), baseline.orElse(""), candidates);
    }

    /** The baseline and the candidates; none if the arms were wrong. */
    List<String> all() {
        return candidates.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(baseline), candidates.stream()).toList();
    }

    /** An arm that no decision can have would silently stay empty. */
    private static void checkForm(ArmsBy by, String arm, Field field) {
        if (by == ArmsBy.ACTOR_TYPE && !ACTOR_TYPES.contains(arm)) {
            field.problem("found \"" + arm + "\"; expected, with by: actor_type, " + String.join(" or ", ACTOR_TYPES));
        }
        if (by == ArmsBy.ACTOR_VERSION && arm.indexOf(':') < 1) {
            field.problem("found \"" + arm + "\"; expected, with by: actor_version, <actor id>:<actor version>, for "
                    + "example triage:2.1");
        }
    }
}
