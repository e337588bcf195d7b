package dev.upshot.streams.plan.yaml;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A plan that cannot be used. The message has one line per problem, each with file, line and field. */
public final class PlanException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<PlanProblem> problems;

    /**
     * Collects problems.
     *
     * @param problems all that is wrong, in the order of the files and their lines; at least one
     */
    public PlanException(List<PlanProblem> problems) {
        super(problems.stream().map(PlanProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /**
     * All that is wrong.
     *
     * @return in the order of the files and their lines; at least one
     */
    public List<PlanProblem> problems() {
        return problems;
    }
}
