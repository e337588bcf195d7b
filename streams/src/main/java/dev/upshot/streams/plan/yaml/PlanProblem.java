package dev.upshot.streams.plan.yaml;

/**
 * One thing that is wrong with a plan, or that should be known of it.
 *
 * @param file the file, as it was given
 * @param line the line, from 1; 0 where the whole file is meant
 * @param field path of the field, for example {@code kpis[1].window}; empty where the whole file is meant
 * @param message what was found and what is allowed, or what follows from it
 */
public record PlanProblem(String file, int line, String field, String message) {
    /**
     * The problem on one line.
     *
     * @return {@code file:line: field: message}, without the parts that do not apply
     */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
