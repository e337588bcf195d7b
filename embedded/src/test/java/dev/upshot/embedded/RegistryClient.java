package dev.upshot.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What a client of a schema registry says over HTTP. */
final class RegistryClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    RegistryClient(URI url) {
        this.url = url;
    }

    /** Status and body; reads like "200 {…}". */
    record Answer(int status, String text) {
        /** The status and Confluent's error code. */
        String error() {
            try {
                JsonNode error = new ObjectMapper().readTree(text);
                return status + " "
                        + (error.path("message").asText().isBlank()
                                ? "without message"
                                : error.path("error_code").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return status + " " + text;
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(url.resolve(path)).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) {
        return send(HttpRequest.newBuilder(url.resolve(path)).PUT(BodyPublishers.ofString(body)));
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** The first line of the answer to a request with an arbitrary Host header, which an HTTP client would not send. */
    static String rawGet(URI url, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), url.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
