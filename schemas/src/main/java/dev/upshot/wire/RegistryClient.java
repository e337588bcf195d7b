package dev.upshot.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Confluent's REST API as far as serdes need it: what is asked, and what the answers mean. Thread-safe and without
 * locks: two threads that need the same schema ask twice, which is harmless. Nothing is cached here.
 */
final class RegistryClient {

    private final RegistryConnection connection;

    RegistryClient(WireSettings settings) {
        this.connection = new RegistryConnection(settings);
    }

    /** Registers the schema unless it is registered, and returns its id. */
    int register(String subject, Schema schema) {
        return id(
                connection.ask(new RegistryCall(
                        "registering " + schema.getFullName() + " for subject " + subject,
                        "/subjects/" + encoded(subject) + "/versions",
                        post(schema))),
                subject,
                schema);
    }

    /** Returns the id under which the schema is registered for the subject. */
    int lookUp(String subject, Schema schema) {
        RegistryAnswer answer = connection.ask(new RegistryCall(
                "looking up " + schema.getFullName() + " of subject " + subject,
                "/subjects/" + encoded(subject),
                post(schema)));
        if (answer.absent()) {
            throw new UnknownSchemaException(
                    "The registry " + answer.registry() + " has no such schema of " + schema.getFullName()
                            + " for subject " + subject + " (" + answer.told() + "). Register it, or set "
                            + WireSettings.AUTO_REGISTER + "=true.",
                    null);
        }
        return id(answer, subject, schema);
    }

    /** Returns the schema with that id. */
    Schema schema(int id) {
        RegistryAnswer answer = connection.ask(new RegistryCall("reading schema id " + id, "/schemas/ids/" + id, null));
        if (answer.absent()) {
            throw new UnknownSchemaException(
                    "The registry " + answer.registry() + " does not know schema id " + id + " (" + answer.told()
                            + "). Was the record written with another registry?",
                    null);
        }
        if (!answer.ok() || !answer.body().path("schema").isTextual()) {
            throw unusable(answer);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !answer.body().path("references").isEmpty()) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " of the registry " + answer.registry() + " is of type " + type
                            + (type.equals("AVRO") ? " with references to other subjects" : "")
                            + "; Upshot reads self-contained Avro schemas.",
                    null);
        }
        return parsed(id, answer);
    }

    private static Schema parsed(int id, RegistryAnswer answer) {
        try {
            // A writer's defaults are never used, so a bad one is no reason to refuse its records.
            Schema.Parser parser = new Schema.Parser();
            parser.setValidateDefaults(false);
            return parser.parse(answer.body().path("schema").asText());
        } catch (SchemaParseException unreadable) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " of the registry " + answer.registry() + " is not valid Avro: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static int id(RegistryAnswer answer, String subject, Schema schema) {
        if (answer.ok() && answer.body().path("id").isInt()) {
            return answer.body().path("id").asInt();
        }
        if (answer.refused()) {
            throw new IncompatibleSchemaException(
                    "The registry " + answer.registry() + " refuses the schema of " + schema.getFullName()
                            + " for subject " + subject + " (" + answer.told() + "). Compare it with the versions"
                            + " registered there: a new field needs a default, a field's type may only be widened.",
                    null);
        }
        throw unusable(answer);
    }

    private static RegistryUnavailableException unusable(RegistryAnswer answer) {
        String cure = answer.status() == 401 || answer.status() == 403
                ? "It refuses access: check " + WireSettings.USER_INFO + " and the user's rights."
                : "Is " + WireSettings.URL + " the address of a registry with Confluent's REST API?";
        return new RegistryUnavailableException(
                "The schema registry " + answer.registry() + " gave no usable answer (" + answer.told() + "). " + cure,
                null);
    }

    private static String post(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", CommittedSchema.text(schema))
                .toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
