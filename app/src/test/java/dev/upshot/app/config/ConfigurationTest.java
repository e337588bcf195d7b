package dev.upshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String CANARY = "canary-7f3a";

    @TempDir
    private Path directory;

    @Test
    void a_flag_wins_over_the_environment_and_that_over_the_file_and_that_over_the_default() throws IOException {
        Path file = file("partitions=5\ntopic.prefix=filed.\nstream.threads=3\n");
        Configuration configuration = Configuration.of(
                Map.of(Key.PARTITIONS, "7"), Map.of("UPSHOT_PARTITIONS", "6", "UPSHOT_TOPIC_PREFIX", "env."), file);

        assertThat(configuration.count(Key.PARTITIONS)).isEqualTo(7);
        assertThat(configuration.required(Key.TOPIC_PREFIX)).isEqualTo("env.");
        assertThat(configuration.count(Key.STREAM_THREADS)).isEqualTo(3);
        assertThat(configuration.required(Key.STATE_DIR)).isEqualTo(".upshot");
        assertThat(origins(configuration))
                .containsEntry("partitions", "flag --partitions")
                .containsEntry("topic.prefix", "environment UPSHOT_TOPIC_PREFIX")
                .containsEntry("stream.threads", "file " + file)
                .containsEntry("state.dir", "default");
    }

    @Test
    void an_unknown_key_of_a_file_is_refused_with_the_nearest_name() throws IOException {
        Path file = file("topic.prefx=a.\n");

        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), file))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("unknown key topic.prefx in " + file + "; did you mean topic.prefix?")
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(2);
    }

    @Test
    void an_unknown_variable_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of("UPSHOT_BOOTSTRAP_SERVER", "a:1"), null))
                .hasMessage("unknown variable UPSHOT_BOOTSTRAP_SERVER in the environment;"
                        + " did you mean UPSHOT_BOOTSTRAP_SERVERS?");
        assertThat(Configuration.knowsVariable("UPSHOT_BOOTSTRAP_SERVER")).isFalse();
        assertThat(Configuration.knowsVariable("UPSHOT_BOOTSTRAP_SERVERS")).isTrue();
    }

    @Test
    void what_kubernetes_tells_about_a_service_called_upshot_is_not_a_setting() {
        Map<String, String> told = Map.of(
                "UPSHOT_SERVICE_HOST", "10.0.0.1",
                "UPSHOT_SERVICE_PORT", "80",
                "UPSHOT_PORT", "tcp://10.0.0.1:80",
                "UPSHOT_PORT_80_TCP_ADDR", "10.0.0.1",
                "UPSHOT_SINK_SERVICE_PORT_HTTP", "80");

        assertThat(Configuration.of(Map.of(), told, null).settings())
                .allMatch(setting -> setting.origin().equals("default"));
    }

    @Test
    void every_key_can_be_given_in_the_environment() {
        for (Key key : Configuration.keys()) {
            assertThat(Configuration.knowsVariable(key.environmentName()))
                    .as(key.text())
                    .isTrue();
        }
        assertThat(Key.JDBC_PASSWORD_FILE.environmentName()).isEqualTo("UPSHOT_JDBC_PASSWORD_FILE");
    }

    @Test
    void families_are_passed_through_without_their_prefix() throws IOException {
        Path file = file("kafka.security.protocol=SSL\nstreams.num.standby.replicas=1\njdbc.sslmode=require\n");
        Configuration configuration = Configuration.of(
                Map.of(), Map.of("UPSHOT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "UPSHOT_REGISTRY_RETRY_MS", "5"), file);

        assertThat(configuration.passedThrough(PassThrough.KAFKA)).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(configuration.passedThrough(PassThrough.STREAMS)).isEqualTo(Map.of("num.standby.replicas", "1"));
        assertThat(configuration.passedThrough(PassThrough.REGISTRY)).isEqualTo(Map.of("retry.ms", "5"));
        assertThat(configuration.passedThrough(PassThrough.JDBC)).isEqualTo(Map.of("sslmode", "require"));
    }

    @Test
    void a_value_of_the_wrong_form_is_refused_with_what_is_allowed_and_where_it_was_given() {
        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of("UPSHOT_PARTITIONS", "many"), null))
                .hasMessage("partitions must be a whole number from 1 to 10000, not 'many'"
                        + " (environment UPSHOT_PARTITIONS)");
        assertThatThrownBy(() -> Configuration.of(Map.of(Key.BOOTSTRAP_SERVERS, "localhost"), Map.of(), null))
                .hasMessageContaining("host:port");
    }

    @Test
    void a_missing_configuration_file_is_not_found() {
        Path missing = directory.resolve("none.properties");

        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), missing))
                .hasMessage("there is no configuration file " + missing)
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(3);
    }

    @Test
    void the_password_may_lie_in_a_file_as_secrets_of_containers_do() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), CANARY + "\n");

        assertThat(Configuration.of(Map.of(), Map.of("UPSHOT_JDBC_PASSWORD_FILE", secret.toString()), null)
                        .password())
                .contains(CANARY);
        assertThat(Configuration.of(Map.of(), Map.of("UPSHOT_KAFKA_SASL_JAAS_CONFIG_FILE", secret.toString()), null)
                        .passedThrough(PassThrough.KAFKA))
                .isEqualTo(Map.of("sasl.jaas.config", CANARY));
    }

    @Test
    void no_secret_is_ever_shown() throws IOException {
        Path file = file(String.join(
                "\n",
                "jdbc.password=" + CANARY,
                "jdbc.url=jdbc:postgresql://db/upshot?password=" + CANARY + "&sslmode=require",
                "jdbc.sslpassword=" + CANARY,
                "registry.url=http://user:" + CANARY + "@registry:8081",
                "registry.basic.auth.user.info=user:" + CANARY,
                "kafka.sasl.jaas.config=login password=" + CANARY,
                "kafka.ssl.keystore.password=" + CANARY,
                "kafka.ssl.keystore.key=" + CANARY,
                "kafka.sasl.oauthbearer.client.credentials.client.secret=" + CANARY,
                "streams.producer.ssl.key.password=" + CANARY));
        Configuration configuration = Configuration.of(Map.of(), Map.of(), file);

        assertThat(configuration.settings()).hasSizeGreaterThan(10);
        assertThat(configuration.settings().toString()).doesNotContain(CANARY).contains("sslmode=require");
        assertThat(configuration.settings()).extracting(Setting::shown).noneMatch(shown -> shown.contains(CANARY));
    }

    @Test
    void a_refused_address_does_not_show_its_password() throws IOException {
        Path file = file("registry.url=ftp://user:" + CANARY + "@registry\n");

        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), file))
                .message()
                .doesNotContain(CANARY);
    }

    @Test
    void plans_are_separated_by_commas() {
        assertThat(Configuration.of(Map.of(Key.PLANS, "a.yaml, plans"), Map.of(), null)
                        .plans())
                .isEqualTo(List.of(Path.of("a.yaml"), Path.of("plans")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("upshot.properties"), text);
    }

    private static Map<String, String> origins(Configuration configuration) {
        return configuration.settings().stream()
                .collect(java.util.stream.Collectors.toMap(Setting::key, Setting::origin));
    }
}
