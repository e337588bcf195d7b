package dev.upshot.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What one registry answered.
 *
 * @param status HTTP status
 * @param body the JSON it sent, a missing node if it sent anything else
 */
record RegistryAnswer(WireSettings.Registry registry, int status, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 500;

    /** Codes of Confluent's API for something that does not exist: subject, version, schema. */
    private static final int FIRST_ABSENT = 40401;

    private static final int LAST_ABSENT = 40403;

    static RegistryAnswer of(WireSettings.Registry registry, int status, byte[] body) {
        return new RegistryAnswer(registry, status, parsed(body));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    boolean ok() {
        return status == 200 && body.isObject();
    }

    /** The registry is there and says that it does not know the subject or the schema. */
    boolean absent() {
        int code = body.path("error_code").asInt();
        return status == 404 && code >= FIRST_ABSENT && code <= LAST_ABSENT;
    }

    /** The registry refuses the schema: incompatible with earlier ones, or not valid. */
    boolean refused() {
        return status == 409 || status == 422;
    }

    /** The registry may answer otherwise in a moment. */
    boolean passing() {
        return status >= 500 || status == 429 || status == 408;
    }

    /** Says in words what the answer was, without the request's credentials. */
    String told() {
        String message = body.path("message").asText();
        String code = body.path("error_code").isMissingNode()
                ? ""
                : ", code " + body.path("error_code").asInt();
        return "HTTP " + status + code
                + (message.isEmpty() ? "" : ": " + message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }
}
