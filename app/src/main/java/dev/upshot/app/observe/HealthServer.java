package dev.upshot.app.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.upshot.app.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three addresses, read only. */
final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** What one address answers. */
    private record Answer(int status, String type, String body) {}

    static HealthServer start(InetSocketAddress address, Supplier<String> metrics, Supplier<Health> health)
            throws IOException {
        HttpServer server = HttpServer.create(address, 16);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, new DaemonThreads("upshot-health"));
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, metrics, health));
        server.start();
        LOG.info("telling of metrics and health. address={}", server.getAddress());
        return new HealthServer(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Supplier<String> metrics, Supplier<Health> health)
            throws IOException {
        try (exchange) {
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), metrics, health);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            boolean headOnly = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), headOnly ? -1 : body.length);
            if (!headOnly) {
                exchange.getResponseBody().write(body);
            }
        } catch (RuntimeException e) {
            LOG.warn("could not tell of metrics or health. reason=\"{}\"", e.toString());
            throw e;
        }
    }

    private static Answer answer(String method, String path, Supplier<String> metrics, Supplier<Health> health) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer(405, "text/plain", "read only\n");
        }
        return switch (path) {
            case "/metrics" -> new Answer(200, PROMETHEUS, metrics.get());
            case "/health/live" -> {
                Health now = health.get();
                yield of(now, now.live());
            }
            case "/health/ready" -> {
                Health now = health.get();
                yield of(now, now.ready());
            }
            default -> new Answer(404, "text/plain", "there are /metrics, /health/live and /health/ready\n");
        };
    }

    private static Answer of(Health health, boolean good) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("good", good);
        ArrayNode parts = body.putArray("parts");
        for (Health.Part part : health.parts()) {
            parts.addObject()
                    .put("name", part.name())
                    .put("state", part.state().name().toLowerCase(Locale.ROOT))
                    .put("says", part.says());
        }
        return new Answer(good ? 200 : 503, JSON, body + "\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
