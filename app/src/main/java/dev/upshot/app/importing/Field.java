package dev.upshot.app.importing;

import org.jspecify.annotations.Nullable;

/**
 * One field of an event: where its text comes from and how it is read.
 *
 * @param path where it stands in the mapping, for example {@code decisions[0].decided_at}
 * @param line its line in the mapping
 */
record Field<T>(String path, int line, TextSource source, Reading<T> reading) {

    /** The value; the row is refused if there is none. */
    T of(Row row) throws BadRowException {
        T value = orNull(row);
        if (value == null) {
            throw new BadRowException(place() + ": empty, but the event needs it");
        }
        return value;
    }

    /** The value, or null where the text is empty. */
    @Nullable
    T orNull(Row row) throws BadRowException {
        try {
            String text = source.text(row);
            return text.isEmpty() ? null : reading.read(text);
        } catch (BadRowException e) {
            throw new BadRowException(place() + ": " + e.reason());
        }
    }

    private String place() {
        return source.columns().isEmpty() ? path : path + " (column " + String.join(", ", source.columns()) + ")";
    }

    /** The value of a field that may be missing from the mapping altogether. */
    static <T> @Nullable T maybe(@Nullable Field<T> field, Row row) throws BadRowException {
        return field == null ? null : field.orNull(row);
    }
}
