package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that the image and the compose file give is one that somebody reads. */
class SettingsTest {
    private static final Set<String> KNOWN =
            Configuration.keys().stream().map(Key::environmentName).collect(Collectors.toUnmodifiableSet());

    static Stream<Service> ours() {
        return Service.all().stream().filter(Service::isOurs);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void a_variable_of_upshot_is_a_setting_of_upshot_and_its_value_is_accepted(Service service) {
        assertThat(KNOWN).containsAll(service.settings().keySet());
        assertThatCode(() -> Configuration.of(Map.of(), service.settings(), null))
                .doesNotThrowAnyException();
    }

    @Test
    void only_our_services_get_settings_of_upshot() {
        assertThat(Service.all())
                .filteredOn(service -> !service.isOurs())
                .allSatisfy(service -> assertThat(service.settings()).isEmpty());
    }

    @Test
    void the_image_gives_settings_of_upshot() {
        Map<String, String> settings = Dockerfile.read().environment();

        assertThat(settings).isNotEmpty();
        assertThat(KNOWN).containsAll(settings.keySet());
        assertThatCode(() -> Configuration.of(Map.of(), settings, null)).doesNotThrowAnyException();
    }

    @Test
    void a_misspelt_setting_would_be_refused() {
        Map<String, String> settings = new HashMap<>(Service.named("streams").settings());
        settings.put("UPSHOT_BOOTSTRAP_SERVER", settings.remove("UPSHOT_BOOTSTRAP_SERVERS"));

        assertThat(KNOWN).doesNotContain("UPSHOT_BOOTSTRAP_SERVER");
        assertThatThrownBy(() -> Configuration.of(Map.of(), settings, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("UPSHOT_BOOTSTRAP_SERVERS");
    }

    @Test
    void nothing_of_the_stack_runs_embedded() {
        assertThat(Service.named("streams").settings()).containsKeys("UPSHOT_BOOTSTRAP_SERVERS", "UPSHOT_REGISTRY_URL");
        assertThat(Service.named("sink").settings())
                .containsKeys("UPSHOT_BOOTSTRAP_SERVERS", "UPSHOT_REGISTRY_URL", "UPSHOT_JDBC_URL");
    }

    @Test
    void the_state_directory_is_the_one_that_the_services_may_write() {
        String state = Dockerfile.read().environment().get(Key.STATE_DIR.environmentName());

        assertThat(Service.named("streams").content().get("volumes").texts()).contains("streams-state:" + state);
        assertThat(Service.named("sink").content().get("tmpfs").texts()).contains(state + ":mode=1777");
    }

    @Test
    void the_plans_lie_where_they_are_looked_for() {
        Service streams = Service.named("streams");

        assertThat(streams.content().get("volumes").items())
                .extracting(volume -> volume.get("target").text())
                .contains(streams.settings().get(Key.PLANS.environmentName()) + "/claims-triage.yaml");
    }

    @Test
    void a_variable_of_the_broker_is_a_setting_of_the_broker() {
        assertThat(brokerSettings().keySet()).isSubsetOf(AbstractKafkaConfig.CONFIG_DEF.names());
    }

    @Test
    void the_broker_keeps_everything_and_is_content_with_itself() {
        assertThat(brokerSettings())
                .containsEntry("log.retention.ms", "-1")
                .containsEntry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE))
                .containsEntry("log.dirs", "/var/lib/kafka/data");
        assertThat(brokerSettings().entrySet())
                .filteredOn(setting -> setting.getKey().endsWith("replication.factor")
                        || setting.getKey().endsWith("min.isr")
                        || setting.getKey().endsWith("insync.replicas"))
                .hasSize(7)
                .allSatisfy(setting -> assertThat(setting.getValue()).isEqualTo("1"));
        assertThatCode(() ->
                        Uuid.fromString(Service.named("kafka").environment().get("CLUSTER_ID")))
                .doesNotThrowAnyException();
    }

    @Test
    void the_registry_keeps_its_schemas_over_a_restart() {
        assertThat(Service.named("registry").environment()).containsEntry("APICURIO_STORAGE_KIND", "kafkasql");
    }

    @Test
    void a_secret_is_a_file_that_git_and_the_image_never_see() {
        Map<String, Node> declared = Node.parse(Repository.text("docker/compose.yaml"))
                .get("secrets")
                .entries();

        assertThat(declared).isNotEmpty().allSatisfy((name, secret) -> {
            assertThat(secret.get("file").text()).isEqualTo("./secrets/" + name);
            assertThat(Repository.text("docker/README.md")).contains(name);
        });
        assertThat(Repository.text("docker/.gitignore").lines()).contains("secrets/");
        assertThat(declared.keySet())
                .isEqualTo(Service.all().stream()
                        .flatMap(service -> service.secrets().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_service_is_given_the_secrets_it_reads() {
        Map<String, String> elsewhere = Map.of(
                "postgres", Repository.text("docker/postgres/roles.sql"),
                "grafana", Repository.text("docker/grafana/provisioning/datasources/upshot.yaml"));

        assertThat(Service.all()).allSatisfy(service -> {
            List<String> texts = Stream.concat(
                            service.environment().values().stream(),
                            Stream.of(elsewhere.getOrDefault(service.name(), "")))
                    .toList();
            assertThat(service.secrets()).containsExactlyInAnyOrderElementsOf(secretsIn(texts));
        });
    }

    @Test
    void no_password_stands_in_a_variable() {
        assertThat(Service.all())
                .allSatisfy(service -> assertThat(service.environment()).allSatisfy((name, value) -> {
                    if (name.toLowerCase(Locale.ROOT).contains("password")) {
                        assertThat(name).endsWith("_FILE");
                        assertThat(value).startsWith("/run/secrets/");
                    }
                }));
    }

    private static Set<String> secretsIn(List<String> texts) {
        return texts.stream()
                .flatMap(text -> java.util.regex.Pattern.compile("/run/secrets/([a-z-]+)")
                        .matcher(text)
                        .results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** As the image's scripts translate them: KAFKA_LOG_DIRS is log.dirs. */
    private static Map<String, String> brokerSettings() {
        return Service.named("kafka").environment().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("KAFKA_"))
                .collect(Collectors.toMap(
                        variable -> variable.getKey()
                                .substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        Map.Entry::getValue));
    }
}
