package dev.upshot.app.importing;

/**
 * What must hold of a row for a rule to apply.
 *
 * @param column whose cell is looked at
 * @param test how
 * @param value what the cell is compared with, exactly; unused by the tests for presence
 */
record Condition(String column, Test test, String value) {

    /** How a cell is looked at. */
    enum Test {
        EQUALS,
        NOT_EQUALS,
        PRESENT,
        ABSENT
    }

    boolean holds(Row row) {
        String cell = row.cell(column);
        return switch (test) {
            case EQUALS -> cell.equals(value);
            case NOT_EQUALS -> !cell.equals(value);
            case PRESENT -> !cell.isEmpty();
            case ABSENT -> cell.isEmpty();
        };
    }
}
