package dev.upshot.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between HTTP and {@link RegistryApi}: reads the request, writes the answer or the error. */
final class RegistryHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final RegistryApi api;

    RegistryHandler(RegistryApi api) {
        this.api = api;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                answer = answer(exchange);
            } catch (RegistryException e) {
                status = e.status();
                answer = error(e.errorCode(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the schema registry failed to answer", e);
                status = 500;
                answer = error(500, "Internal server error");
            }
            send(exchange, status, answer);
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        requireLocalName(exchange.getRequestHeaders().getFirst("Host"));
        JsonNode body = body(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
        return api.answer(
                exchange.getRequestMethod(),
                segments(exchange.getRequestURI().getRawPath()),
                parameters(exchange.getRequestURI().getRawQuery()),
                body);
    }

    /** A web page somewhere may let its own name point to 127.0.0.1 and so make a browser call us; it cannot lie here. */
    private static void requireLocalName(@Nullable String host) {
        String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
        if (!name.equals("127.0.0.1") && !name.equalsIgnoreCase("localhost")) {
            throw RegistryException.http(403, "This registry answers to 127.0.0.1 and localhost only");
        }
    }

    private static JsonNode body(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (bytes.length > MAX_BODY_BYTES) {
            throw RegistryException.http(413, "Request body larger than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw RegistryException.http(400, "Request body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            String[] words = pair.split("=", 2);
            parameters.put(decode(words[0]), words.length == 2 ? decode(words[1]) : "");
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RegistryException.http(400, "Malformed escape in the address");
        }
    }

    private static JsonNode error(int code, @Nullable String message) {
        return JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        // Clients ask seldom and remember the answer; a kept connection would be stale when they come back.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
