package dev.upshot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocsTest {

    static Stream<String> names() {
        return SchemaFiles.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecordFieldAndEnumIsDocumented(String name) {
        List<String> silent = new ArrayList<>();
        collect(SchemaFiles.parse(SchemaFiles.current(name)), name, silent);

        assertThat(silent).as("without a doc").isEmpty();
    }

    private static void collect(Schema schema, String place, List<String> silent) {
        switch (schema.getType()) {
            case RECORD -> {
                note(schema.getDoc(), place, silent);
                for (Schema.Field field : schema.getFields()) {
                    note(field.doc(), place + "." + field.name(), silent);
                    collect(field.schema(), place + "." + field.name(), silent);
                }
            }
            case ENUM -> note(schema.getDoc(), place + " (enum)", silent);
            case ARRAY -> collect(schema.getElementType(), place + "[]", silent);
            case MAP -> collect(schema.getValueType(), place + "{}", silent);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, place, silent));
            default -> {
                // Primitive types have no doc of their own.
            }
        }
    }

    private static void note(String doc, String place, List<String> silent) {
        if (doc == null || doc.isBlank()) {
            silent.add(place);
        }
    }
}
