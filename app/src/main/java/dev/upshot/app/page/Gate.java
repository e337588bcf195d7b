package dev.upshot.app.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the site. Without a token only requests that name this machine as host, so that no page of the web can
 * read it by a name that resolves to it; with one, whoever shows it.
 */
final class Gate {
    static final String COOKIE = "upshot_token";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;

    private final @Nullable String token;

    /** A gate that asks for this token; null: only for readers on this machine. */
    Gate(@Nullable String token) {
        this.token = token;
    }

    /**
     * What a request shows.
     *
     * @param method its method
     * @param host its header Host; null without one
     * @param authorization its header Authorization; null without one
     * @param cookie its header Cookie; null without one
     * @param body whether it brings a body
     */
    record Visitor(
            String method,
            @Nullable String host,
            @Nullable String authorization,
            @Nullable String cookie,
            boolean body) {}

    /** 200 if it may come in, else the status that says why not. */
    int answer(Visitor visitor) {
        if (!METHODS.contains(visitor.method())) {
            return NOT_ALLOWED;
        }
        if (visitor.body()) {
            return TOO_LARGE;
        }
        if (token == null) {
            return LOOPBACK.contains(name(visitor.host())) ? OK : FORBIDDEN;
        }
        return shown(visitor).filter(this::isToken).isPresent() ? OK : UNAUTHORIZED;
    }

    /** Whether this is the token, in a time that does not tell how much of it is right. */
    boolean isToken(String shown) {
        return token != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> shown(Visitor visitor) {
        String bearer = "Bearer ";
        String authorization = visitor.authorization();
        if (authorization != null && authorization.startsWith(bearer)) {
            return Optional.of(authorization.substring(bearer.length()).strip());
        }
        String cookie = visitor.cookie();
        return cookie == null
                ? Optional.empty()
                : Arrays.stream(cookie.split(";"))
                        .map(String::strip)
                        .filter(one -> one.startsWith(COOKIE + "="))
                        .map(one -> one.substring(COOKIE.length() + 1))
                        .findFirst();
    }

    /** The host without its port. */
    private static String name(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    }
}
