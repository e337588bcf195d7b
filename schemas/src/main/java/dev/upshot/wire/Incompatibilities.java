package dev.upshot.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/** Why a writer's schema cannot be read as ours, in words that name the field. */
final class Incompatibilities {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "fields/";

    private Incompatibilities() {}

    /**
     * Returns what makes every record of the writer unreadable, or an empty text. An enum symbol that we lack is none:
     * only the records that hold it are unreadable.
     */
    static String of(Schema writer, Schema reader) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .filter(problem -> problem.getType() != SchemaIncompatibilityType.MISSING_ENUM_SYMBOLS)
                .map(problem -> told(problem, reader))
                .collect(Collectors.joining("; "));
    }

    private static String told(Incompatibility problem, Schema reader) {
        String place = place(problem.getLocation(), reader);
        return switch (problem.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE -> place + " is missing and has no default";
            case NAME_MISMATCH -> place + " is another record (" + problem.getMessage() + ")";
            default -> place + ": " + problem.getMessage();
        };
    }

    /** Turns a place like {@code /fields/4/type/fields/1/type} into {@code field actor.id}. */
    private static String place(String pointer, Schema reader) {
        JsonNode schema = json(reader);
        List<String> names = new ArrayList<>();
        for (int at = pointer.indexOf(FIELD); at >= 0; at = pointer.indexOf(FIELD, at + 1)) {
            int end = pointer.indexOf('/', at + FIELD.length());
            String field = end < 0 ? pointer : pointer.substring(0, end);
            names.add(schema.at(field).path("name").asText("?"));
        }
        return names.isEmpty() ? "the record" : "field " + String.join(".", names);
    }

    private static JsonNode json(Schema reader) {
        try {
            return JSON.readTree(reader.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Avro printed a schema that is not JSON", impossible);
        }
    }
}
