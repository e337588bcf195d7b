package dev.upshot.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The text of a schema as it is registered: without the hint to Java that strings are {@code String}s. So a producer in
 * another language that registers the committed {@code .avsc} file shares one schema id with ours.
 */
final class PortableSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PortableSchema() {}

    static String text(Schema schema) {
        try {
            return JSON.writeValueAsString(stripped(JSON.readTree(schema.toString())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Avro printed a schema that is not JSON", impossible);
        }
    }

    private static JsonNode stripped(JsonNode node) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(element -> elements.add(stripped(element)));
            return JSON.createArrayNode().addAll(elements);
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = JSON.createObjectNode();
        object.properties().forEach(property -> {
            if (!property.getKey().equals(GenericData.STRING_PROP)) {
                result.set(property.getKey(), stripped(property.getValue()));
            }
        });
        boolean onlyAType = result.size() == 1 && object.size() == 2 && result.path("type").isTextual();
        return onlyAType ? result.get("type") : result;
    }
}
