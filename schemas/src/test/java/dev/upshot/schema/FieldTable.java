package dev.upshot.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** A record's fields as a Markdown table, nested records with dotted names. */
final class FieldTable {

    private static final String HEAD = "| Field | Type | | Meaning |\n|---|---|---|---|\n";

    private FieldTable() {}

    static String of(Schema record) {
        return HEAD + rows(record, "");
    }

    private static String rows(Schema record, String prefix) {
        return record.getFields().stream().map(field -> row(field, prefix)).collect(Collectors.joining());
    }

    private static String row(Schema.Field field, String prefix) {
        Schema schema = present(field.schema());
        String name = prefix + field.name();
        String row = "| `" + name + "` | " + type(schema) + " | " + need(field) + " | " + field.doc() + " |\n";
        return schema.getType() == Schema.Type.RECORD ? row + rows(schema, name + ".") : row;
    }

    private static Schema present(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static String need(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "required";
        }
        Object value = field.defaultVal();
        boolean nothing =
                value == JsonProperties.NULL_VALUE || List.of("{}", "[]").contains(String.valueOf(value));
        return nothing ? "optional" : "default " + value;
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case ENUM -> String.join(", ", schema.getEnumSymbols());
            case MAP -> "map of " + type(schema.getValueType());
            default -> schema.getType().getName();
        };
    }
}
