package dev.upshot.streams.plan.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** What is wrong with one file so far. */
final class Problems {
    private final String file;
    private final List<PlanProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Optional<Mark> place, String field, String message) {
        found.add(new PlanProblem(file, place.map(mark -> mark.getLine() + 1).orElse(0), field, message));
    }

    int count() {
        return found.size();
    }

    /** All of them, in the order of their lines. */
    List<PlanProblem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(PlanProblem::line)).toList();
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws PlanException with all problems in the order of their lines
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new PlanException(inOrder());
        }
    }
}
