package dev.upshot.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registry that answers whatever a test wants, faults above all. */
final class StubRegistry implements AutoCloseable {

    /** What it was asked. */
    record Request(String method, String path, @Nullable String authorization, String body) {}

    /** What it shall answer. */
    record Answer(int status, String body) {

        static Answer id(int id) {
            return new Answer(200, "{\"id\":" + id + "}");
        }

        static Answer schema(String text) {
            return new Answer(
                    200,
                    JsonNodeFactory.instance.objectNode().put("schema", text).toString());
        }

        static Answer error(int status, int code, String message) {
            return new Answer(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private StubRegistry(HttpServer server) {
        this.server = server;
    }

    static StubRegistry start(Function<Request, Answer> behaviour) throws IOException {
        return start(0, behaviour);
    }

    static StubRegistry start(int port, Function<Request, Answer> behaviour) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        StubRegistry stub = new StubRegistry(server);
        server.createContext("/", exchange -> stub.answer(exchange, behaviour));
        server.start();
        return stub;
    }

    private void answer(HttpExchange exchange, Function<Request, Answer> behaviour) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer = behaviour.apply(request);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
