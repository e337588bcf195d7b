package dev.upshot.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The part of Confluent's REST API that serializers, deserializers and operators use, without HTTP. */
final class RegistryApi {
    private static final int LATEST = -1;

    private final RegistryStore store;

    RegistryApi(RegistryStore store) {
        this.store = store;
    }

    /**
     * Answers one request.
     *
     * @param path the decoded segments of the path
     * @param query the query's parameters
     * @param body an empty object if there is none
     * @throws RegistryException if it is refused
     */
    JsonNode answer(String method, List<String> path, Map<String, String> query, JsonNode body) {
        String resource = path.isEmpty() ? "" : path.get(0);
        return switch (method + " /" + resource + "/" + path.size()) {
            case "GET //0" -> object();
            case "GET /subjects/1" -> array(store.subjects());
            case "POST /subjects/2" -> lookUp(path.get(1), schema(body));
            case "GET /subjects/3" -> versions(path);
            case "POST /subjects/3" -> register(path, schema(body));
            case "GET /subjects/4" -> describe(version(path, path.get(1), path.get(3)));
            case "GET /schemas/2" -> schemaTypes(path);
            case "GET /schemas/3" -> schemaById(path);
            case "GET /config/1" ->
                object().put("compatibilityLevel", store.defaultLevel().name());
            case "GET /config/2" -> levelOf(path.get(1), query);
            case "PUT /config/1", "PUT /config/2" -> setLevel(path, body);
            case "POST /compatibility/4", "POST /compatibility/5" -> compatibility(path, query, schema(body));
            default -> throw notFound(path);
        };
    }

    private JsonNode register(List<String> path, Schema schema) {
        expect(path, 2, "versions");
        return object().put("id", store.register(path.get(1), schema));
    }

    private JsonNode lookUp(String subject, Schema schema) {
        if (store.versions(subject).isEmpty()) {
            throw RegistryException.noSuchSubject(subject);
        }
        return describe(
                store.find(subject, schema).orElseThrow(() -> RegistryException.noSuchSchema("in '" + subject + "'")));
    }

    private JsonNode versions(List<String> path) {
        expect(path, 2, "versions");
        List<RegisteredSchema> versions = store.versions(path.get(1));
        if (versions.isEmpty()) {
            throw RegistryException.noSuchSubject(path.get(1));
        }
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        versions.forEach(version -> numbers.add(version.version()));
        return numbers;
    }

    private RegisteredSchema version(List<String> path, String subject, String name) {
        expect(path, path.size() - 2, "versions");
        List<RegisteredSchema> versions = store.versions(subject);
        int number = number(name);
        if (versions.isEmpty()) {
            throw RegistryException.noSuchSubject(subject);
        }
        if (number > versions.size()) {
            throw RegistryException.noSuchVersion(name);
        }
        return versions.get((number == LATEST ? versions.size() : number) - 1);
    }

    private JsonNode schemaTypes(List<String> path) {
        expect(path, 1, "types");
        return array(List.of("AVRO"));
    }

    private JsonNode schemaById(List<String> path) {
        expect(path, 1, "ids");
        try {
            return object().put(
                            "schema",
                            store.schema(Integer.parseInt(path.get(2)))
                                    .orElseThrow(() -> RegistryException.noSuchSchema(path.get(2)))
                                    .toString());
        } catch (NumberFormatException e) {
            throw notFound(path);
        }
    }

    private JsonNode levelOf(String subject, Map<String, String> query) {
        Compatibility level = Boolean.parseBoolean(query.get("defaultToGlobal"))
                ? store.level(subject)
                : store.ownLevel(subject).orElseThrow(() -> RegistryException.noConfigOf(subject));
        return object().put("compatibilityLevel", level.name());
    }

    private JsonNode setLevel(List<String> path, JsonNode body) {
        Compatibility level = Compatibility.named(body.path("compatibility").asText());
        store.setLevel(path.size() == 2 ? path.get(1) : null, level);
        return object().put("compatibility", level.name());
    }

    private JsonNode compatibility(List<String> path, Map<String, String> query, Schema schema) {
        expect(path, 1, "subjects");
        expect(path, 3, "versions");
        String subject = path.get(2);
        List<String> objections;
        if (path.size() == 4
                || (number(path.get(4)) == LATEST && store.versions(subject).isEmpty())) {
            objections = store.objections(subject, schema);
        } else {
            Schema one = version(path, subject, path.get(4)).schema();
            objections = store.level(subject).objections(schema, List.of(one));
        }
        ObjectNode answer = object().put("is_compatible", objections.isEmpty());
        if (Boolean.parseBoolean(query.get("verbose"))) {
            answer.set("messages", array(objections));
        }
        return answer;
    }

    private static Schema schema(JsonNode body) {
        if (!body.path("schemaType").asText("AVRO").equals("AVRO")) {
            throw RegistryException.invalidSchema("only AVRO is supported");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryException.invalidSchema("references are not supported");
        }
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw RegistryException.invalidSchema(Reason.of(e));
        }
    }

    private static int number(String version) {
        if (version.equals("latest")) {
            return LATEST;
        }
        try {
            int number = Integer.parseInt(version);
            if (number == LATEST || number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw RegistryException.invalidVersion(version);
        }
        throw RegistryException.invalidVersion(version);
    }

    private static JsonNode describe(RegisteredSchema version) {
        return object().put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema().toString());
    }

    private static void expect(List<String> path, int position, String word) {
        if (!path.get(position).equals(word)) {
            throw notFound(path);
        }
    }

    private static RegistryException notFound(List<String> path) {
        return RegistryException.http(404, "No such resource or method: /" + String.join("/", path));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
