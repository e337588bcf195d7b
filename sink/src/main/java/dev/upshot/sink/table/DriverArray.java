package dev.upshot.sink.table;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Objects;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.IdentityConverter;

/**
 * Hands an array to PostgreSQL's driver, which sends those of the most usual types in binary. jOOQ writes arrays as text,
 * which PostgreSQL then reads letter by letter.
 */
final class DriverArray extends AbstractBinding<Object[], Object[]> {
    /** By the type of the array in Java, what PostgreSQL calls the elements. */
    private static final Map<Class<?>, String> ELEMENTS = Map.of(
            Long[].class, "int8",
            Integer[].class, "int4",
            Double[].class, "float8",
            Boolean[].class, "bool",
            String[].class, "text");

    private final Class<Object[]> type;
    private final String element;

    /** @param arrays a type that it {@link #takes} */
    DriverArray(DataType<Object[]> arrays) {
        this.type = arrays.getType();
        this.element = Objects.requireNonNull(ELEMENTS.get(type), type::getName);
    }

    /** Whether the driver has the type in binary. */
    static boolean takes(DataType<?> arrays) {
        return ELEMENTS.containsKey(arrays.getType());
    }

    @Override
    public Converter<Object[], Object[]> converter() {
        return new IdentityConverter<>(type);
    }

    @Override
    protected void sqlBind(BindingSQLContext<Object[]> context) {
        context.render().visit(DSL.raw(context.variable() + "::" + element + "[]"));
    }

    @Override
    public void set(BindingSetStatementContext<Object[]> context) throws SQLException {
        context.statement()
                .setArray(context.index(), context.statement().getConnection().createArrayOf(element, context.value()));
    }

    /** Arrays of rows are sent, never read. */
    @Override
    public void get(BindingGetResultSetContext<Object[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("arrays of rows are sent, never read");
    }
}
