package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we ask of the compose file beyond its grammar. */
class ComposeRulesTest {
    private static final Node FILE = Node.parse(Repository.text("docker/compose.yaml"));
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:\\d+\\.\\d+[\\w.-]*");

    static List<Service> services() {
        return Service.all();
    }

    static Stream<Service> ours() {
        return services().stream().filter(Service::isOurs);
    }

    @Test
    void the_project_has_a_name_and_the_services_that_are_promised() {
        assertThat(FILE.get("name").text()).isEqualTo("upshot");
        assertThat(FILE.get("services").entries())
                .containsOnlyKeys("kafka", "registry", "postgres", "streams", "sink", "grafana");
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_image_is_pinned_to_a_version(Service service) {
        assertThat(service.image()).matches(PINNED).doesNotContain("latest");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void our_image_carries_the_version_of_the_build(Service service) {
        String version = Repository.text("pom.xml").split("</?version>", 3)[1];

        assertThat(service.image()).isEqualTo("upshot:" + version);
        assertThat(Repository.text("docker/Dockerfile")).contains("ARG VERSION=" + version + "\n");
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_service_says_whether_it_is_well(Service service) {
        assertThat(service.healthTest())
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .startsWith("CMD");
        assertThat(service.content().get("healthcheck").entries())
                .containsKeys("interval", "timeout", "start_period", "retries");
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_waits_until_those_it_needs_are_well(Service service) {
        assertThat(service.content().get("depends_on").entries()).allSatisfy((name, dependency) -> {
            assertThat(dependency.get("condition").text()).isEqualTo("service_healthy");
            assertThat(FILE.get("services").entries()).containsKey(name);
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void no_name_is_taken_on_the_machine_and_no_port_opened_to_others(Service service) {
        assertThat(service.content().get("container_name").isPresent()).isFalse();
        assertThat(service.content().get("network_mode").isPresent()).isFalse();
        assertThat(service.content().get("privileged").isPresent()).isFalse();
        assertThat(service.ports()).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_gains_no_privileges_and_is_started_again(Service service) {
        assertThat(service.content().get("security_opt").texts()).containsExactly("no-new-privileges:true");
        assertThat(service.content().get("restart").text()).isEqualTo("unless-stopped");
        // PostgreSQL's image begins as root to hand its volume to the user it then becomes.
        if (!service.name().equals("postgres")) {
            assertThat(service.content().get("cap_drop").texts()).containsExactly("ALL");
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void ours_write_nowhere_but_in_their_state_and_can_load_native_libraries(Service service) {
        assertThat(service.content().get("read_only").text()).isEqualTo("true");
        assertThat(service.content().get("tmpfs").texts()).contains("/tmp:exec,mode=1777");
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_volume_is_declared_and_a_file_that_is_mounted_exists(Service service) {
        for (Node volume : service.content().get("volumes").items()) {
            if (volume.entries().isEmpty()) {
                assertThat(FILE.get("volumes").entries())
                        .containsKey(volume.text().split(":")[0]);
            } else {
                assertThat(Repository.file("docker/" + volume.get("source").text()))
                        .exists();
                assertThat(volume.get("read_only").text()).isEqualTo("true");
            }
        }
    }

    @Test
    void postgres_keeps_the_directory_above_its_data() {
        assertThat(Service.named("postgres").content().get("volumes").texts())
                .contains("postgres-data:/var/lib/postgresql");
    }

    @Test
    void grafana_is_started_only_when_it_is_asked_for() {
        assertThat(services())
                .filteredOn(service -> service.content().get("profiles").isPresent())
                .extracting(Service::name)
                .containsExactly("grafana");
    }
}
