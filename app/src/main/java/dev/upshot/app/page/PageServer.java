package dev.upshot.app.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.upshot.app.CommandFailure;
import dev.upshot.app.DaemonThreads;
import dev.upshot.report.ReportException;
import dev.upshot.report.page.WebPages;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the read-only site: pages that need no script, downloads of all forms. It writes nothing and takes no input but addresses. */
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 32;
    /** Threads that tell the readers beyond these so; who comes while they are busy too is cut off. */
    private static final int REFUSING = 8;

    private static final int LONGEST_ADDRESS = 2_048;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final InetSocketAddress wanted;
    private final ExecutorService threads;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Gate gate;
    private final Routes routes;

    private PageServer(HttpServer server, InetSocketAddress wanted, Gate gate, Routes routes) {
        this.server = server;
        this.wanted = wanted;
        this.gate = gate;
        this.routes = routes;
        this.threads = new ThreadPoolExecutor(
                0,
                MOST_AT_ONCE + REFUSING,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                new DaemonThreads("upshot-page"));
    }

    /**
     * Begins to serve.
     *
     * @param address where
     * @param database the reporting database, read as {@code upshot_analyst}
     * @throws CommandFailure if the address cannot be had
     */
    public static PageServer start(PageAddress address, DataSource database) {
        return start(address, database, FRESH);
    }

    /** Begins to serve, and looks at the database again once what was read is so old. */
    static PageServer start(PageAddress address, DataSource database, Duration fresh) {
        PageServer page = new PageServer(
                bound(address), address.socket(), new Gate(address.token()), new Routes(database, fresh));
        page.server.createContext("/", page::answer);
        page.server.setExecutor(page.threads);
        page.server.start();
        return page;
    }

    private static HttpServer bound(PageAddress address) {
        InetSocketAddress socket = address.socket();
        try {
            try {
                return HttpServer.create(socket, BACKLOG);
            } catch (BindException e) {
                if (!address.elsewhere()) {
                    throw e;
                }
                return HttpServer.create(new InetSocketAddress(socket.getAddress(), 0), BACKLOG);
            }
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "cannot serve the page on " + socket + " (" + e.getMessage()
                            + "): choose another address with page, or page=off",
                    e);
        }
    }

    /** Where it is served, for example {@code http://127.0.0.1:8088/}. */
    public String address() {
        InetSocketAddress socket = server.getAddress();
        String host = socket.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort() + "/";
    }

    /** For people: the address and, where it is not the one that was wanted, why. */
    public String served() {
        int port = wanted.getPort();
        return port == 0 || port == server.getAddress().getPort()
                ? address()
                : address() + "  (port " + port + " is in use; page=HOST:PORT chooses another)";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                send(
                        exchange,
                        Answer.notice(
                                503,
                                "Too many readers",
                                "More read than this site serves at once. Try again in a moment."));
                return;
            }
            try {
                send(exchange, answerTo(exchange));
            } finally {
                places.release();
            }
        }
    }

    private Answer answerTo(HttpExchange exchange) {
        String address = exchange.getRequestURI().toString();
        if (address.length() > LONGEST_ADDRESS) {
            return Answer.notice(
                    414,
                    "Too long",
                    "This address is longer than that of any page here. The scorecard leads to every page there is.");
        }
        Headers headers = exchange.getRequestHeaders();
        int status = gate.answer(new Gate.Visitor(
                exchange.getRequestMethod(),
                headers.getFirst("Host"),
                headers.getFirst("Authorization"),
                headers.getFirst("Cookie"),
                headers.containsKey("Transfer-Encoding")
                        || !"0"
                                .equals(headers.getOrDefault("Content-Length", List.of("0"))
                                        .get(0))));
        Query query = Query.of(exchange.getRequestURI().getRawQuery());
        if ((status == 401 || status == 200)
                && query.text("token").filter(gate::isToken).isPresent()) {
            return Answer.withCookie(
                    Gate.COOKIE + "=" + query.text("token").get() + "; HttpOnly; SameSite=Strict; Path=/",
                    withoutToken(exchange.getRequestURI()));
        }
        if (status != 200) {
            return Answer.refused(status);
        }
        try {
            return routes.answer(Wanted.of(exchange.getRequestURI().getPath(), query));
        } catch (ReportException e) {
            return Answer.unreadable(e);
        } catch (Kept.Closed e) {
            return Answer.notice(
                    503,
                    "The site is being stopped",
                    "Whoever runs it has ended it. This page looks again by itself; without script, reload it.");
        } catch (RuntimeException e) {
            LOG.error("the page {} failed", exchange.getRequestURI().getPath(), e);
            return Answer.notice(500, "A fault of ours", "The log says more.");
        }
    }

    /** The same page, by an address of this site that can be shown to others. */
    private static String withoutToken(URI asked) {
        String query = Stream.of(
                        Objects.requireNonNullElse(asked.getRawQuery(), "").split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith("token="))
                .collect(Collectors.joining("&"));
        // Two slashes would lead to another host.
        String path = asked.getRawPath().replaceFirst("^/+", "/");
        return path + (query.isEmpty() ? "" : "?" + query);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Content-Security-Policy", WebPages.policy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("ETag", answer.tag());
        answer.headers().forEach(headers::set);
        if (answer.status() == 200
                && isKnown(answer.tag(), exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        boolean silent = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
        if (!silent) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** Whether a client has this edition; a proxy that packs answers makes tags weak. */
    private static boolean isKnown(String tag, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(tag::equals);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        routes.close();
    }
}
