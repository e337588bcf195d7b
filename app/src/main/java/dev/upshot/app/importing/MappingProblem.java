package dev.upshot.app.importing;

/**
 * One thing wrong with a mapping.
 *
 * @param file the mapping's file
 * @param line its line, from 1
 * @param field the path of the field, for example {@code decisions[0].decided_at}; empty for the whole file
 * @param message what was found and what is allowed
 */
public record MappingProblem(String file, int line, String field, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
