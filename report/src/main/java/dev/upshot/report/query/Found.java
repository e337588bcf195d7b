package dev.upshot.report.query;

import dev.upshot.report.ReportException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * A part of what the database was asked for, or why it cannot be had. One part may lack a table, a column or a right, or not
 * be there yet, while another can be read.
 *
 * @param <T> what was asked for
 */
public final class Found<T> {
    private final @Nullable T value;
    private final @Nullable ReportException why;

    private Found(@Nullable T value, @Nullable ReportException why) {
        this.value = value;
        this.why = why;
    }

    /**
     * Reads it.
     *
     * @throws ReportException if the database is away, and with it everything else, or has failed, which may pass
     */
    static <T> Found<T> of(Supplier<T> reader) {
        try {
            return new Found<>(reader.get(), null);
        } catch (DataAccessException e) {
            return missing(Unreadable.of(e));
        } catch (ReportException e) {
            return missing(e);
        }
    }

    private static <T> Found<T> missing(ReportException why) {
        return switch (why.kind()) {
            case DATABASE_UNAVAILABLE, DATABASE_FAULT -> throw why;
            default -> new Found<>(null, why);
        };
    }

    /**
     * What was found.
     *
     * @throws ReportException why it cannot be had
     */
    public T get() {
        if (value == null) {
            throw Objects.requireNonNull(why);
        }
        return value;
    }

    /** Whether the same was found, or is missing for the same reason. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Found<?> that && Objects.equals(value, that.value) && reason().equals(that.reason());
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, reason());
    }

    private String reason() {
        return why == null ? "" : String.valueOf(why.getMessage());
    }
}
