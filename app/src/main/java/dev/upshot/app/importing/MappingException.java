package dev.upshot.app.importing;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used. The message has one line for each problem. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a list of records of strings
    private final List<MappingProblem> problems;

    MappingException(List<MappingProblem> problems) {
        super(problems.stream().map(MappingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file. */
    public List<MappingProblem> problems() {
        return problems;
    }
}
