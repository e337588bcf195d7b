package dev.upshot.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request of Confluent's REST API, which may be sent to any of several registries. Every one is safe to repeat.
 *
 * @param purpose what it is for, as in "while …", for messages
 * @param path path below the registry's address
 * @param body JSON to post, or null to get
 */
record RegistryCall(String purpose, String path, @Nullable String body) {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** One client for the process: it owns threads and connections, and serdes come and go. */
    private static final class Shared {
        static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** @throws IOException if no answer came */
    RegistryAnswer sendTo(WireSettings.Registry registry) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .timeout(ANSWER)
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (registry.authorization() != null) {
            request.header("Authorization", registry.authorization());
        }
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE).POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<byte[]> response = Shared.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return RegistryAnswer.of(registry, response.statusCode(), response.body());
    }

    /** Says in words why no answer came. */
    static String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection within " + CONNECT.toSeconds() + " s";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no answer within " + ANSWER.toSeconds() + " s";
        }
        if (failure instanceof ConnectException) {
            return "no connection: refused, or no such host";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
