package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.StateDirectory;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.power.Baseline;
import dev.upshot.stats.power.SampleSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {
    private static final String NOBODY_LISTENS = "127.0.0.1:1";
    private static final String CANARY = "canary-51c9";

    private final java.io.PrintStream standardError = System.err;

    @TempDir
    private Path directory;

    @AfterEach
    void give_standard_error_back() {
        System.setErr(standardError);
    }

    @Test
    void without_a_command_the_call_is_wrong() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("upshot: which command? demo, run, ").contains("See 'upshot --help'.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void an_unknown_option_is_told_in_a_line_with_where_to_look() {
        CommandRun run = CommandRun.of("run", "--bootstrap-server", "a:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("upshot: Unknown option").contains("See 'upshot run --help'.");
    }

    @Test
    void an_id_where_a_file_is_expected_is_not_repeated() {
        CommandRun run = CommandRun.of("erase", CANARY);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("there is no such file").doesNotContain(CANARY);
    }

    @Test
    void an_error_of_the_machine_is_no_negative_finding() {
        Map<String, String> broken = new AbstractMap<>() {
            @Override
            public Set<Map.Entry<String, String>> entrySet() {
                throw new NoClassDefFoundError("dev/upshot/Gone");
            }
        };

        CommandRun run = CommandRun.of(broken, "doctor");

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).contains("this is a fault of upshot: NoClassDefFoundError: dev/upshot/Gone");
    }

    @Test
    void a_broker_that_is_away_is_told_at_once_with_its_address_and_what_to_do() {
        CommandRun run = CommandRun.of(
                "simulate",
                "--plan",
                plan("good.yaml", GOOD).toString(),
                "--bootstrap-servers",
                NOBODY_LISTENS,
                "--registry-url",
                "http://" + NOBODY_LISTENS,
                "--state-dir",
                directory.resolve("state").toString());

        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.err())
                // In the socket's words: before a client of Kafka's has tried for long.
                .contains("no Kafka broker answers (127.0.0.1:1: Connection refused)")
                .contains("flag --bootstrap-servers")
                .doesNotContain("\tat ");
    }

    @Test
    void a_database_that_is_away_is_told_with_its_address_and_without_its_password() {
        CommandRun run = CommandRun.of(
                Map.of("UPSHOT_JDBC_PASSWORD", CANARY),
                "report",
                "--jdbc-url",
                "jdbc:postgresql://" + NOBODY_LISTENS + "/upshot?password=" + CANARY,
                "--state-dir",
                directory.resolve("state").toString());

        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.err()).contains("no PostgreSQL answers at jdbc:postgresql://127.0.0.1:1/upshot");
        assertThat(run.err()).doesNotContain(CANARY);
    }

    @Test
    void a_registry_that_is_away_is_told_with_its_address() throws IOException {
        try (java.net.ServerSocket broker = new java.net.ServerSocket(0)) {
            CommandRun run = CommandRun.of(
                    "simulate",
                    "--plan",
                    plan("good.yaml", GOOD).toString(),
                    "--bootstrap-servers",
                    "127.0.0.1:" + broker.getLocalPort(),
                    "--registry-url",
                    "http://user:" + CANARY + "@" + NOBODY_LISTENS,
                    "--state-dir",
                    directory.resolve("state").toString());

            assertThat(run.exitCode()).isEqualTo(69);
            assertThat(run.err()).contains("no schema registry answers (http://****@127.0.0.1:1");
            assertThat(run.err()).doesNotContain(CANARY);
        }
    }

    @Test
    void every_mistake_of_a_plan_is_told_with_file_and_line() {
        Path plan = plan("bad.yaml", GOOD.replace("version: 1", "version: none").replace("binary", "binery"));
        CommandRun run = CommandRun.of("plan", "validate", plan.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .anySatisfy(line -> assertThat(line).contains("bad.yaml:2: version"))
                .anySatisfy(line -> assertThat(line).contains("bad.yaml:7: kpis[0].type"));
    }

    @Test
    void a_plan_whose_kpi_can_claim_nothing_is_valid_and_says_so() {
        Path plan = plan(
                "uncapped.yaml",
                GOOD.replace(
                        "inference:",
                        "  - {name: paid, type: amount, outcome: o, currency: EUR, window: P1D, better: higher}\ninference:"));
        CommandRun run = CommandRun.of("plan", "validate", plan.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("warning: " + plan + ":8: kpis[1]: paid can claim nothing")
                .contains("the plan is valid");
        assertThat(CommandRun.of("plan", "validate", plan("good.yaml", GOOD).toString())
                        .err())
                .doesNotContain("warning");
    }

    @Test
    void two_plans_of_one_use_case_and_version_that_differ_are_refused() throws IOException {
        Path plans = Files.createDirectories(directory.resolve("plans"));
        Files.writeString(plans.resolve("a.yaml"), GOOD);
        Files.writeString(plans.resolve("b.yaml"), GOOD.replace("P14D", "P15D"));
        CommandRun run = CommandRun.of("plan", "validate", plans.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a.yaml").contains("b.yaml");
    }

    @Test
    void a_plan_that_is_not_there_is_not_found() {
        assertThat(CommandRun.of("plan", "validate", "nowhere.yaml"))
                .isEqualTo(new CommandRun(3, "", "upshot: there is no nowhere.yaml\n"));
    }

    @Test
    void a_good_plan_is_shown_as_json_for_programs() {
        CommandRun run = CommandRun.of(
                "plan", "validate", "-o", "json", plan("good.yaml", GOOD).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"use_case\" : \"claims\"").contains("\"content_hash\"");
    }

    @Test
    void the_units_of_a_planned_comparison_are_those_of_the_library() throws IOException {
        String good = plan("power.yaml", GOOD).toString();
        CommandRun run = CommandRun.of(
                "plan",
                "power",
                good,
                "--kpi",
                "quality",
                "--baseline",
                "0.5",
                "--effect",
                "0.1",
                "--units-per-day",
                "1000",
                "-o",
                "json");

        assertThat(run.exitCode()).isZero();
        long units = SampleSize.fixed(new Baseline.Proportion(0.5), 0.5, 0.1, 0.05, Alternative.TWO_SIDED, 0.8)
                .orElseThrow();
        assertThat(run.out()).contains("\"units\" : " + units).contains("\"days\" : " + units / 1000.0);
        assertThat(CommandRun.of("plan", "power", good, "--kpi", "quality", "--baseline", "1.5", "--effect", "0.1"))
                .satisfies(wrong -> {
                    assertThat(wrong.exitCode()).isEqualTo(2);
                    assertThat(wrong.err()).contains("cannot plan quality: mean must be in (0, 1)");
                });
        assertThat(CommandRun.of("plan", "power", good, "--kpi", "quality", "--baseline", "0.5")
                        .err())
                .contains("--effect");
        assertThat(CommandRun.of("plan", "power", good, "--kpi", "none", "--baseline", "0.5")
                        .err())
                .contains("the plan has no KPI none; it has quality");
    }

    @Test
    void a_file_in_the_way_of_the_state_directory_is_told() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");
        CommandRun run = CommandRun.of("run", "--state-dir", inTheWay.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cannot write to the state directory").contains("--state-dir");
    }

    @Test
    void secrets_are_masked_where_the_configuration_is_printed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), CANARY);
        CommandRun run = CommandRun.of(
                Map.of(
                        "UPSHOT_JDBC_PASSWORD",
                        CANARY,
                        "UPSHOT_KAFKA_SASL_JAAS_CONFIG_FILE",
                        secret.toString(),
                        "UPSHOT_REGISTRY_URL",
                        "https://me:" + CANARY + "@registry"),
                "config",
                "print");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("environment UPSHOT_JDBC_PASSWORD")
                .contains("environment UPSHOT_KAFKA_SASL_JAAS_CONFIG_FILE")
                .contains("https://****@registry")
                .doesNotContain(CANARY);
        assertThat(CommandRun.of(Map.of("UPSHOT_JDBC_PASSWORD", CANARY), "config", "print", "-o", "json")
                        .out())
                .doesNotContain(CANARY);
    }

    @Test
    void an_unknown_variable_ends_every_command_with_the_nearest_name() {
        CommandRun run = CommandRun.of(Map.of("UPSHOT_STATEDIR", "x"), "config", "print");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean UPSHOT_STATE_DIR?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "verify", "erase"})
    void what_was_never_measured_is_not_found_and_nothing_is_made_for_it(String command) throws IOException {
        Path nowhere = directory.resolve("nowhere");
        String[] call = command.equals("erase")
                ? new String[] {
                    command,
                    Files.writeString(directory.resolve("ids"), "a").toString(),
                    "--state-dir",
                    nowhere.toString()
                }
                : new String[] {command, "--state-dir", nowhere.toString()};
        CommandRun run = CommandRun.of(call);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("upshot: nothing has been measured in " + nowhere + ": give --state-dir")
                .contains("jdbc.url");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void where_events_were_only_simulated_nothing_has_been_measured() {
        Path simulated = directory.resolve("simulated");
        StateDirectory.lock(simulated.resolve("broker")).close();
        StateDirectory.lock(simulated.resolve("registry")).close();
        CommandRun run = CommandRun.of("verify", "--state-dir", simulated.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).endsWith(", or, for what was measured elsewhere, jdbc.url\n");
        assertThat(simulated.resolve("postgres")).doesNotExist();
    }

    @Test
    void the_doctor_says_what_cannot_be_used_and_ends_with_one() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        CommandRun run =
                CommandRun.of("doctor", "--bootstrap-servers", NOBODY_LISTENS, "--state-dir", state.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("broker +bad +no Kafka broker answers")
                .containsPattern("state +ok");
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void the_doctor_creates_no_state_directory() throws IOException {
        Path nowhere = directory.resolve("nowhere");
        CommandRun run = CommandRun.of("doctor", "--state-dir", nowhere.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("state +note +" + nowhere + ", .* MB free; does not exist yet");
        assertThat(nowhere).doesNotExist();
        Path file = Files.writeString(directory.resolve("file"), "");
        CommandRun inTheWay =
                CommandRun.of("doctor", "--state-dir", file.resolve("state").toString());
        assertThat(inTheWay.exitCode()).isEqualTo(1);
        assertThat(inTheWay.out()).containsPattern("state +bad +cannot write to .*" + file + " is not a directory");
    }

    @Test
    void no_library_advertises_itself() {
        CommandRun.of("--version");

        assertThat(System.getProperty("org.jooq.no-logo")).isEqualTo("true");
        assertThat(System.getProperty("org.jooq.no-tips")).isEqualTo("true");
    }

    private Path plan(String name, String yaml) {
        try {
            return Files.writeString(directory.resolve(name), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final String GOOD = """
            use_case: claims
            version: 1
            arms: {by: variant, baseline: human, candidates: [model]}
            design: {kind: randomized}
            lateness: P2D
            kpis:
              - {name: quality, outcome: correct, type: binary, window: P14D, better: higher}
            inference: {alpha: 0.05, method: fixed}
            """;
}
