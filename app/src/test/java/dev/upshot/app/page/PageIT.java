package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The site over HTTP, on a real database. */
class PageIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path state;

    private static EmbeddedPostgres postgres;
    private static PageServer page;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start(state.resolve("postgres"));
        PGSimpleDataSource database = filled(postgres);
        execute(source("postgres"), "create database other template upshot");
        page = started(address(null), database, Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        page.close();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',text/html,What may be claimed",
        "use-case?name=claims,text/html,<title>Scorecard of claims</title>",
        "kpi?use_case=claims&kpi=time&arm=model,text/html,report.explain_lift",
        "health,text/html,late",
        "scorecard.html,text/html,What may be claimed",
        "scorecard.pdf,application/pdf,%PDF",
        "scorecard.xlsx,application/vnd,PK",
        "scorecard.csv,text/csv,rows_sha256",
        "scorecard.json,application/json,upshot-scorecard/1",
    })
    void servesEveryPageAndEveryForm(String path, String type, String text) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.body()).contains(text);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void keepsLabelsInert() throws Exception {
        assertThat(get("").body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
        assertThat(get("kpi?use_case=claims&kpi=%3Cscript%3Ealert(1)%3C/script%3E&arm=model")
                        .body())
                .doesNotContain("<script>");
        assertThat(get("kpi?use_case=%3Cscript%3E&kpi=x&arm=y").body()).doesNotContain("<script>");
    }

    @Test
    void sendsNothingAgainThatTheReaderHas() throws Exception {
        HttpResponse<String> first = get("health");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = CLIENT.send(
                HttpRequest.newBuilder(URI.create(page.address() + "health"))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("").headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    }

    @Test
    void healthShowsTheLastVerificationAndWhereTheLatestRefusedRecordLies() throws Exception {
        assertThat(get("health").body())
                .contains("differs in 2 places")
                .contains("every event accounted for, once")
                .contains("1,042 read")
                .contains("the pipeline had not worked off all events")
                .contains("upshot.outcomes-0 @ 7");
    }

    @Test
    void servesAScriptThatThePolicyAdmitsAndNoPageNeeds() throws Exception {
        HttpResponse<String> script = get("page.js");

        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(get("").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'; connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(get("scorecard.html").body()).doesNotContain("page.js");
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/upshot");
        try (PageServer blind = PageServer.start(address(null), nowhere)) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(blind.address())).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("The numbers cannot be read")
                    .contains("Cannot read the reporting database (")
                    .contains("looks again by itself");
        }
    }

    @Test
    void showsWhatWasReadLastWhileTheDatabaseIsAwayAndSaysSinceWhen() throws Exception {
        EmbeddedPostgres leaving = EmbeddedPostgres.start(state.resolve("leaving"));
        PGSimpleDataSource database = filled(leaving);
        try (PageServer server = started(address(null), database, Duration.ZERO)) {
            HttpResponse<String> before = get(server, "");
            HttpResponse<String> download = get(server, "scorecard.csv");
            leaving.close();

            HttpResponse<String> kept = await().atMost(Duration.ofMinutes(5))
                    .until(() -> get(server, ""), page -> page.body().contains("id=\"kept\""));
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.body())
                    .containsPattern("has not answered since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC")
                    .doesNotContain("jdbc.url");
            assertThat(kept.body().replaceFirst("(?s)<div class=\"notice\" id=\"kept\">.*?</div>\\n", ""))
                    .isEqualTo(before.body());
            assertThat(tag(kept)).isNotEqualTo(tag(before)).isEqualTo(tag(get(server, "")));
            assertThat(known(server, tag(before)).statusCode()).isEqualTo(200);
            assertThat(known(server, tag(kept)).statusCode()).isEqualTo(304);

            HttpResponse<String> firstAskedNow = get(server, "kpi?use_case=claims&kpi=time&arm=model");
            assertThat(firstAskedNow.statusCode()).isEqualTo(200);
            assertThat(firstAskedNow.body()).contains("report.explain_lift", "has not answered since");
            assertThat(get(server, "health").body())
                    .contains("has not answered since", "Cannot read the reporting database (", "check jdbc.url");
            assertThat(get(server, "scorecard.csv").body()).isEqualTo(download.body());
            assertThat(get(server, "kpi?use_case=claims&kpi=none&arm=model").statusCode())
                    .isEqualTo(404);

            try (EmbeddedPostgres again = EmbeddedPostgres.start(state.resolve("leaving"))) {
                database.setUrl(again.jdbcUrl("upshot"));
                HttpResponse<String> after = await().atMost(Duration.ofMinutes(5))
                        .until(() -> get(server, ""), page -> !page.body().contains("id=\"kept\""));
                assertThat(tag(after)).isEqualTo(tag(before));
                execute(database, "update ops.progress set clock = '2026-02-20 12:34:56+00'");
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> get(server, "").body().contains("2026-02-20 12:34:56 UTC"));
            }
        } finally {
            leaving.close();
        }
    }

    @Test
    void showsNothingToAUserWhoIsNotLetInAnyMoreAndSaysThatTheDatabaseAnswers() throws Exception {
        execute(source("postgres"), "create role reader login");
        execute(source("other"), "grant upshot_analyst to reader");
        PGSimpleDataSource database = source("other");
        database.setUser("reader");
        try (PageServer server = started(address(null), database, Duration.ZERO)) {
            assertThat(get(server, "").body()).contains("What may be claimed");
            execute(source("postgres"), "alter role reader nologin");

            HttpResponse<String> refused = await().atMost(Duration.ofMinutes(5))
                    .until(() -> get(server, ""), page -> page.statusCode() != 200);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("The database does not show this", "does not let its user in", "jdbc.user")
                    .doesNotContain("What may be claimed", "has not answered");
        }
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static HttpResponse<String> known(PageServer server, String tag) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address()))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** As if some migrations had not run yet, or somebody had taken a right away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table ops.verifications rename to gone | alter table ops.gone rename to verifications"
                        + " | health | relation \"ops.verifications\" does not exist | ''",
                "alter table outcome.kpis rename net_kpis to gone | alter table outcome.kpis rename gone to net_kpis"
                        + " | '' | column kpis.net_kpis does not exist | health",
                "revoke select on ops.verifications from upshot_analyst | grant select on ops.verifications to upshot_analyst"
                        + " | health | permission denied for table verifications | kpi?use_case=claims&kpi=time&arm=model",
                "update outcome.kpis set kpi_type = 'later' | update outcome.kpis set kpi_type = 'value'"
                        + " | use-case?name=claims | the KPI type \"later\", which this version does not know | health",
            })
    void showsThePagesThatCanBeReadAndSaysOfTheOthersWhatIsMissing(
            String change, String back, String unreadable, String why, String readable) throws Exception {
        PGSimpleDataSource other = source("other");
        execute(other, change);
        try (PageServer limited = started(address(null), other, Duration.ofSeconds(5))) {
            HttpResponse<String> without = get(limited, unreadable);

            assertThat(without.statusCode()).isEqualTo(503);
            assertThat(without.body()).contains(why).contains("upshot").doesNotContain("\tat ");
            assertThat(get(limited, readable).statusCode()).isEqualTo(200);
        } finally {
            execute(other, back);
        }
    }

    @Test
    void saysWhatIsNotThereAndWhatIs() throws Exception {
        for (Map.Entry<String, Integer> missing : Map.of(
                        "kpi?use_case=claims&kpi=none&arm=model",
                        404,
                        "../etc/passwd",
                        404,
                        "x?" + "y".repeat(3_000),
                        414)
                .entrySet()) {
            HttpResponse<String> answer = get(missing.getKey());

            assertThat(answer.statusCode()).isEqualTo(missing.getValue());
            assertThat(answer.body())
                    .contains("<a href=\"/\">Scorecard</a>", "The scorecard leads to every page there is.");
        }
    }

    @Test
    void takesNothingAndAnswersOnlyToNamesOfThisMachine() throws Exception {
        HttpResponse<String> sent = CLIENT.send(
                HttpRequest.newBuilder(URI.create(page.address()))
                        .POST(HttpRequest.BodyPublishers.ofString("x=1"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(sent.statusCode()).isEqualTo(405);
        assertThat(sent.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(sent.body()).contains("with <code>GET</code> and without a body");
        assertThat(statusLineFor(
                        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nx=1"))
                .contains(" 413 ");
        assertThat(statusLineFor("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ");
    }

    @Test
    void givesTheTokenACookieAndTakesItOutOfTheAddress() throws Exception {
        String token = "0123456789abcdef";
        try (PageServer guarded = PageServer.start(address(token), source("upshot"))) {
            HttpResponse<String> without = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(guarded.address())).build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> with = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(guarded.address() + "?token=" + token))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.body())
                    .contains("<code>?token=</code>")
                    .doesNotContain("<nav")
                    .doesNotContain("page.js");
            assertThat(with.statusCode()).isEqualTo(303);
            assertThat(with.headers().firstValue("Location")).contains("/");
            assertThat(with.headers().firstValue("Set-Cookie").orElse(""))
                    .contains("upshot_token=" + token)
                    .contains("HttpOnly")
                    .contains("SameSite=Strict");

            HttpResponse<String> known = CLIENT.send(
                    HttpRequest.newBuilder(
                                    URI.create(guarded.address() + "//elsewhere/page?token=" + token + "&kpi=a%26b"))
                            .header("Cookie", "upshot_token=" + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(known.statusCode()).isEqualTo(303);
            assertThat(known.headers().firstValue("Location")).contains("/elsewhere/page?kpi=a%26b");
        }
    }

    /** A server that has looked at the database once: on a slow machine, longer than a reader is let wait. */
    static PageServer started(PageAddress address, PGSimpleDataSource database, Duration fresh) {
        PageServer server = PageServer.start(address, database, fresh);
        await().atMost(Duration.ofMinutes(5))
                .until(() -> !get(server, "").body().contains("has been asked and has not answered yet"));
        return server;
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(page, path);
    }

    /** What a server answers. */
    static HttpResponse<String> get(PageServer server, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    /** By hand: Java's client does not let a host be made up. */
    private static String statusLineFor(String request) throws IOException {
        URI address = URI.create(page.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static PageAddress address(@Nullable String token) {
        return new PageAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token, true);
    }

    private static PGSimpleDataSource source(String database) {
        return source(postgres, database);
    }

    private static PGSimpleDataSource source(EmbeddedPostgres postgres, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl(database));
        source.setUser(postgres.user());
        return source;
    }

    private static void execute(PGSimpleDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A reporting database with the rows of the tests of the site. */
    static PGSimpleDataSource filled(EmbeddedPostgres postgres) throws Exception {
        PGSimpleDataSource source = source(postgres, "upshot");
        ReportingDatabase.migrate(source);
        try (var rows = Objects.requireNonNull(PageIT.class.getResourceAsStream("/page/rows.sql"))) {
            execute(source, new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        }
        return source;
    }
}
