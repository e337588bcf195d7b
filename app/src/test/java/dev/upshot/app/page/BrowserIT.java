package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.upshot.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The site in a real browser: Chromium and its driver as Debian packages them. Pictures are kept in
 * {@code target/screenshots}. Where there is no Chromium the tests are skipped and say so.
 */
class BrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    @TempDir
    private static Path state;

    private static EmbeddedPostgres postgres;
    private static PGSimpleDataSource database;
    private static PageServer page;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            abort("no Chromium here: apt-get install chromium chromium-driver");
        }
        Files.createDirectories(SCREENSHOTS);
        postgres = EmbeddedPostgres.start(state.resolve("postgres"));
        database = PageIT.filled(postgres);
        page = PageIT.started(
                new PageAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, true),
                database,
                Duration.ZERO);
        axe = new String(
                Objects.requireNonNull(BrowserIT.class.getResourceAsStream("/axe.min.js"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(page).ifPresent(PageServer::close);
        Optional.ofNullable(postgres).ifPresent(EmbeddedPostgres::close);
    }

    /** How a reader looks at it. */
    record View(int width, String scheme, boolean script) {
        @Override
        public String toString() {
            return width + "-" + scheme + (script ? "" : "-no-script");
        }
    }

    static Stream<View> views() {
        return Stream.of(
                new View(1280, "light", true),
                new View(1280, "dark", false),
                new View(375, "light", false),
                new View(375, "dark", true));
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyPageIsReadableAndBreaksNoRuleOfItsPolicy(View view) throws IOException {
        ChromeDriver browser = browser(view);
        try {
            for (String path : List.of(
                    "",
                    "use-case?name=claims",
                    "kpi?use_case=claims&kpi=time&arm=model",
                    "kpi?use_case=claims&arm=model&kpi="
                            + URLEncoder.encode("<script>alert(1)</script>", StandardCharsets.UTF_8),
                    "health",
                    "nothing-here")) {
                browser.get(page.address() + path);
                keep(browser, view, path);

                assertThat(browser.findElement(By.tagName("h1")).isDisplayed())
                        .as(path)
                        .isTrue();
                assertThat(number(browser, "return document.documentElement.scrollWidth"))
                        .as("width of /%s at %s", path, view)
                        .isLessThanOrEqualTo(view.width());
                assertThat(complaints(browser)).as(path).isEmpty();
                if (view.script()) { // axe waits on timers, which are off as well without script
                    for (String scheme : List.of("light", "dark")) {
                        colours(browser, scheme);
                        assertThat(barriers(browser))
                                .as("/%s at %d, %s", path, view.width(), scheme)
                                .isEmpty();
                    }
                    colours(browser, view.scheme());
                }
                String paper = browser.findElement(By.tagName("body")).getCssValue("background-color");
                assertThat(paper.contains("255, 255, 255"))
                        .as("%s on %s", paper, view)
                        .isEqualTo(view.scheme().equals("light"));
            }
        } finally {
            browser.quit();
        }
    }

    @Test
    void theKeyboardReachesAKpiAndItsSql() {
        ChromeDriver browser = browser(new View(1280, "light", true));
        try {
            browser.get(page.address());
            WebElement link = browser.findElement(By.partialLinkText("time"));
            for (int i = 0; i < 20 && !browser.switchTo().activeElement().equals(link); i++) {
                browser.switchTo().activeElement().sendKeys(Keys.TAB);
            }
            browser.switchTo().activeElement().sendKeys(Keys.ENTER);

            // Pressing a key does not wait for the page it leads to.
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> Objects.equals(browser.getTitle(), "time, model against human"));
            assertThat(browser.findElement(By.tagName("pre")).getText())
                    .contains("report.explain_lift('claims', 1, 'time', 'model')");
        } finally {
            browser.quit();
        }
    }

    @Test
    void anOpenPageFollowsTheDatabaseAndKeepsTheReadersPlace() throws Exception {
        ChromeDriver browser = browser(new View(375, "light", true));
        try {
            browser.get(page.address() + "kpi?use_case=claims&kpi=time&arm=model");
            browser.findElement(By.tagName("summary")).click();
            browser.executeScript("""
                    const sql = document.querySelector('pre');
                    sql.focus();
                    sql.scrollLeft = 40;
                    sql.scrollIntoView({block: 'center'});
                    getSelection().setBaseAndExtent(sql.firstChild, 3, sql.firstChild, 30);
                    window.before = {top: sql.getBoundingClientRect().top, selected: String(getSelection())};
                    """);

            execute("update outcome.lifts set n_baseline = 291 where kpi = 'time';"
                    + " update ops.progress set clock = '2026-02-20 12:34:56+00'");
            await().atMost(Duration.ofMinutes(5)).until(() -> {
                browser.executeScript("document.dispatchEvent(new Event('visibilitychange'))"); // as after sleep
                return browser.findElement(By.cssSelector("[role=status]"))
                        .getAttribute("textContent")
                        .equals("Updated, as of 2026-02-20 12:34:56 UTC");
            });

            assertThat(browser.findElement(By.tagName("main")).getText()).contains("n = 291");
            assertThat(browser.executeScript("""
                    const sql = document.querySelector('pre');
                    return [document.activeElement === sql, sql.scrollLeft, String(getSelection()) === before.selected,
                        Math.abs(sql.getBoundingClientRect().top - before.top) < 2, document.querySelector('details').open,
                        document.querySelectorAll('.copy').length];
                    """)).isEqualTo(List.of(true, 40L, true, true, true, 1L));
        } finally {
            browser.quit();
        }
    }

    @Test
    void anOpenPageSaysThatTheDatabaseIsAwayAndWhenItIsBack() throws IOException {
        View view = new View(1280, "light", true);
        String there = Objects.requireNonNull(database.getUrl());
        ChromeDriver browser = browser(view);
        ChromeDriver without = browser(new View(375, "light", false));
        try {
            browser.get(page.address());
            database.setUrl("jdbc:postgresql://127.0.0.1:1/upshot");
            awaitSaid(browser, "Cannot be read now: this is as it was, as of ");
            assertThat(browser.findElement(By.tagName("main")).getText()).contains("has not answered since");
            assertThat(barriers(browser)).isEmpty();
            keep(browser, view, "kept");
            without.get(page.address() + "health");
            assertThat(without.findElement(By.id("kept")).getText())
                    .contains("has not answered since", "Cannot read the reporting database");
            keep(without, new View(375, "light", false), "kept-health");

            database.setUrl(there);
            awaitSaid(browser, "Read again, as of ");
            assertThat(browser.findElements(By.id("kept"))).isEmpty();
        } finally {
            database.setUrl(there);
            browser.quit();
            without.quit();
        }
    }

    @Test
    void anOpenPageThatReachesTheSiteAgainSaysHowItIsThere() throws Exception {
        String there = Objects.requireNonNull(database.getUrl());
        ChromeDriver browser = browser(new View(1280, "light", true));
        try {
            browser.get(page.address());
            browser.executeScript("window.reach = window.fetch");
            cutOff(browser);
            database.setUrl("jdbc:postgresql://127.0.0.1:1/upshot");
            awaitKept(true);
            browser.executeScript("window.fetch = window.reach");
            awaitSaid(browser, "Cannot be read now: this is as it was, as of ");

            cutOff(browser);
            browser.executeScript("window.fetch = window.reach");
            awaitSaid(browser, "Cannot be read now: this is as it was, as of ");

            cutOff(browser);
            database.setUrl(there);
            awaitKept(false);
            browser.executeScript("window.fetch = window.reach");
            awaitSaid(browser, "Read again, as of ");

            cutOff(browser);
            browser.executeScript("window.fetch = window.reach");
            awaitSaid(browser, "Reached again, as of ");
        } finally {
            database.setUrl(there);
            browser.quit();
        }
    }

    private static void cutOff(ChromeDriver browser) {
        browser.executeScript("window.fetch = () => Promise.reject(new Error('gone'))");
        awaitSaid(browser, "Cannot be reached: this is as it was, as of ");
    }

    private static void awaitKept(boolean kept) {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> PageIT.get(page, "").body().contains("id=\"kept\"") == kept);
    }

    private static void awaitSaid(ChromeDriver browser, String begin) {
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            browser.executeScript("document.dispatchEvent(new Event('visibilitychange'))");
            return browser.findElement(By.cssSelector("[role=status]"))
                    .getAttribute("textContent")
                    .startsWith(begin);
        });
    }

    @Test
    void aPageThatCannotBeReachedStaysAndSaysSo() {
        ChromeDriver browser = browser(new View(1280, "light", true));
        try {
            browser.get(page.address());
            for (Map.Entry<String, String> answer : Map.of(
                            "Promise.reject(new Error('gone'))", "Cannot be reached",
                            "Promise.resolve(new Response('', {status: 503}))", "Cannot be read now",
                            "Promise.resolve(new Response('', {status: 401}))", "The token is needed again")
                    .entrySet()) {
                browser.executeScript("window.fetch = () => " + answer.getKey()
                        + "; document.dispatchEvent(new Event('visibilitychange'))");

                await().atMost(Duration.ofMinutes(5))
                        .until(() -> browser.findElement(By.cssSelector("[role=status]"))
                                .getAttribute("textContent")
                                .startsWith(answer.getValue() + ": this is as it was, as of "));
            }
            assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Upshot scorecard");
        } finally {
            browser.quit();
        }
    }

    @Test
    void theKeyboardFirstSkipsToTheContentAndThenShowsWhereItIs() {
        ChromeDriver browser = browser(new View(1280, "light", true));
        try {
            browser.get(page.address());
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            WebElement skip = browser.switchTo().activeElement();

            assertThat(skip.getText()).isEqualTo("Skip to the content");
            skip.sendKeys(Keys.ENTER);
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> String.valueOf(browser.getCurrentUrl()).endsWith("#content"));
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            assertThat(browser.switchTo().activeElement().findElements(By.xpath("ancestor::main")))
                    .isNotEmpty();
            assertThat(browser.switchTo().activeElement().getCssValue("outline-style"))
                    .isEqualTo("solid");
        } finally {
            browser.quit();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryTableAndChartHasAName() {
        ChromeDriver browser = browser(new View(1280, "light", true));
        try {
            browser.get(page.address());

            assertThat(browser.findElements(By.tagName("a")))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(link -> assertThat(link.getAccessibleName()).isNotBlank());
            assertThat(browser.findElements(By.tagName("table")))
                    .isNotEmpty()
                    .allSatisfy(table -> assertThat(table.getAccessibleName()).isNotBlank());
            assertThat(browser.findElements(By.tagName("svg")))
                    .isNotEmpty()
                    .allSatisfy(chart -> assertThat(chart.getAccessibleName()).isNotBlank());
        } finally {
            browser.quit();
        }
    }

    private static ChromeDriver browser(View view) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server");
        if (!view.script()) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withTimeout(Duration.ofMinutes(2))
                        .build(),
                options);
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(3)); // axe looks at all of a long page
        // The window of a headless browser is never narrower than 500 pixels: the device says how wide the page is.
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", view.width(), "height", HEIGHT, "deviceScaleFactor", 1, "mobile", view.width() < 500));
        colours(browser, view.scheme());
        return browser;
    }

    private static void colours(ChromeDriver browser, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private static void keep(ChromeDriver browser, View view, String path) throws IOException {
        String name = view + "-" + (path.isEmpty() ? "front" : path.replaceAll("[^a-z-].*", "")) + ".png";
        // Chromium may refuse to draw while it still exchanges the process of the page before for that of this one.
        byte[] picture = await().atMost(Duration.ofMinutes(5))
                .ignoreException(TimeoutException.class)
                .until(() -> browser.getScreenshotAs(OutputType.BYTES), drawn -> drawn.length > 0);
        Files.write(SCREENSHOTS.resolve(name), picture);
    }

    /** What axe finds of moderate, serious or critical impact, against WCAG 2.2 AA and good practice. */
    private static List<String> barriers(ChromeDriver browser) {
        browser.executeScript(axe);
        Object found = browser.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(
                    (results) => done(results.violations.filter((one) => one.impact !== 'minor')
                        .map((one) => one.id + ': ' + one.nodes.map((node) => node.target).join(' | '))),
                    (failure) => done([String(failure)]));
                """);
        return found instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of("axe did not answer");
    }

    private static long number(ChromeDriver browser, String script) {
        return ((Number) Optional.ofNullable(browser.executeScript(script)).orElseThrow()).longValue();
    }

    /** What the browser complains of, among it whatever the policy forbids; not that a page is not there. */
    private static List<String> complaints(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("404") && !message.contains("favicon"))
                .toList();
    }
}
