package dev.upshot.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes values of one schema. Built once per schema as a tree that knows each field's type: Avro's own writer looks
 * the branch of every union and the conversion of every time up anew, which takes more than half of its time.
 *
 * <p>It knows the types that Upshot's schemas are made of, and writes the bytes that Avro would.
 */
@FunctionalInterface
interface ValueWriter {

    /** Branches of the only kind of union there is, null or something. */
    int ABSENT = 0;

    int PRESENT = 1;

    /**
     * Writes a value, never null: absence is written by the record.
     *
     * @throws NullPointerException naming the field, if one within is null that must not be
     */
    void write(Frame frame, Object value);

    /** @throws IllegalArgumentException if the schema has a type that none of Upshot's schemas has */
    static ValueWriter of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> ofRecord(schema);
            case UNION -> ofOptional(schema);
            case ARRAY -> ofArray(schema);
            case MAP -> ofMap(schema);
            case STRING -> (frame, value) -> frame.text((String) value);
            case BOOLEAN -> (frame, value) -> frame.truth((Boolean) value);
            case DOUBLE -> (frame, value) -> frame.floating((Double) value);
            case ENUM -> (frame, value) -> frame.number(((Enum<?>) value).ordinal());
            case BYTES -> (frame, value) -> frame.binary((ByteBuffer) value);
            case INT, LONG -> ofInteger(schema);
            default -> throw unknown(schema);
        };
    }

    private static ValueWriter ofRecord(Schema schema) {
        List<Schema.Field> fields = schema.getFields();
        ValueWriter[] writers = fields.stream().map(field -> of(field.schema())).toArray(ValueWriter[]::new);
        boolean[] optional = new boolean[writers.length];
        fields.forEach(field -> optional[field.pos()] = field.schema().isNullable());
        return (frame, value) -> {
            SpecificRecord record = (SpecificRecord) value;
            for (int i = 0; i < writers.length; i++) {
                Object part = record.get(i);
                if (part != null) {
                    writers[i].write(frame, part);
                } else if (optional[i]) {
                    frame.number(ABSENT);
                } else {
                    throw new NullPointerException(fields.get(i).name() + " of " + schema.getName() + " is null");
                }
            }
        };
    }

    private static ValueWriter ofOptional(Schema schema) {
        List<Schema> branches = schema.getTypes();
        if (branches.size() != 2 || branches.get(ABSENT).getType() != Schema.Type.NULL) {
            throw unknown(schema);
        }
        ValueWriter present = of(branches.get(PRESENT));
        return (frame, value) -> {
            frame.number(PRESENT);
            present.write(frame, value);
        };
    }

    private static ValueWriter ofArray(Schema schema) {
        ValueWriter elements = of(schema.getElementType());
        return (frame, value) -> {
            List<?> list = (List<?>) value;
            if (!list.isEmpty()) {
                frame.number(list.size());
                for (Object element : list) {
                    elements.write(frame, Objects.requireNonNull(element, "an element of an array is null"));
                }
            }
            frame.number(0);
        };
    }

    private static ValueWriter ofMap(Schema schema) {
        ValueWriter values = of(schema.getValueType());
        return (frame, value) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            if (!map.isEmpty()) {
                frame.number(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    frame.text((String) Objects.requireNonNull(entry.getKey(), "a key of a map is null"));
                    values.write(frame, Objects.requireNonNull(entry.getValue(), "a value of a map is null"));
                }
            }
            frame.number(0);
        };
    }

    private static ValueWriter ofInteger(Schema schema) {
        LogicalType meaning = schema.getLogicalType();
        if (meaning == null) {
            return (frame, value) -> frame.number(((Number) value).longValue());
        }
        if (meaning instanceof LogicalTypes.TimestampMillis) {
            return (frame, value) -> frame.number(((Instant) value).toEpochMilli());
        }
        if (meaning instanceof LogicalTypes.Date) {
            return (frame, value) -> frame.number(Math.toIntExact(((LocalDate) value).toEpochDay()));
        }
        throw unknown(schema);
    }

    private static IllegalArgumentException unknown(Schema schema) {
        return new IllegalArgumentException("no record of Upshot has a value of type " + schema);
    }
}
