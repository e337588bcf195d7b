package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.config.Setting;
import dev.upshot.sink.database.SqlCondition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Asks a given address whether somebody answers there, before anything else tries for minutes. */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Reachability() {}

    /** @throws CommandFailure if none of the brokers accepts a connection */
    static void requireBroker(Setting servers) {
        List<String> reasons = new ArrayList<>();
        for (String server : servers.value().split(",")) {
            int colon = server.strip().lastIndexOf(':');
            String host = server.strip().substring(0, colon).replaceAll("[\\[\\]]", "");
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                host, Integer.parseInt(server.strip().substring(colon + 1))),
                        (int) PATIENCE.toMillis());
                return;
            } catch (IOException | IllegalArgumentException e) {
                reasons.add(server.strip() + ": " + reason(e));
            }
        }
        throw CommandFailure.unavailable("no Kafka broker answers (" + String.join("; ", reasons) + "); "
                + remedy(servers, "the broker", Key.BOOTSTRAP_SERVERS));
    }

    /** @throws CommandFailure if none of the addresses answers; what it answers does not matter here */
    static void requireRegistry(Setting urls) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        List<String> reasons = new ArrayList<>();
        for (String url :
                Arrays.stream(urls.value().split(",")).map(String::strip).toList()) {
            String shown = Secrets.inAddress(url);
            try {
                URI subjects = URI.create(url.replaceAll("(?<=//)[^/@]*@|/+$", "") + "/subjects");
                client.send(
                        HttpRequest.newBuilder(subjects).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                reasons.add(shown + ": " + reason(e));
            } catch (IllegalArgumentException e) {
                // The cause quotes the address, which may hold a password.
                throw CommandFailure.usage("registry.url: " + shown + " is not an address (" + urls.origin() + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Lifetime.Ended();
            }
        }
        throw CommandFailure.unavailable("no schema registry answers (" + String.join("; ", reasons) + "); "
                + remedy(urls, "the registry", Key.REGISTRY_URL));
    }

    /** @throws CommandFailure if no connection can be had */
    static void requireDatabase(DataSource database, Setting url) {
        try (Connection connection = database.getConnection()) {
            connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException e) {
            throw CommandFailure.unavailable(
                    unusable(SqlCondition.of(e), url) + " (" + Secrets.inAddress(reason(e)) + ")", e);
        }
    }

    private static String unusable(SqlCondition condition, Setting url) {
        String shown = Secrets.inAddress(url.value());
        return switch (condition) {
            case NOT_ADMITTED, TURNED_AWAY ->
                "the database " + shown + " refuses the user; check jdbc.user and the password";
            case NO_PRIVILEGE ->
                "the database " + shown + " refuses the user; check jdbc.user and its right to connect";
            case NO_DATABASE -> "the database " + shown + " does not exist; create it, or check jdbc.url";
            case CROWDED -> "the database " + shown + " has no connection left; end idle clients, or allow more";
            default -> "no PostgreSQL answers at " + shown + "; " + remedy(url, "the database", Key.JDBC_URL);
        };
    }

    private static String remedy(Setting address, String what, Key key) {
        return "check " + key.text() + " (" + address.origin() + ") and that " + what
                + " is up, or leave the address out for an embedded one";
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
