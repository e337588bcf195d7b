package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is called where. */
class ComposeAddressesTest {
    private static final Pattern ADDRESS =
            Pattern.compile("([a-z][a-z0-9.-]*|127\\.0\\.0\\.1)[:/](\\d{2,5})(?![\\d.])");
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1");

    private record Address(String host, int port) {}

    static List<Service> services() {
        return Service.all();
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_address_in_a_setting_is_a_port_on_which_a_service_listens(Service service) {
        assertThat(addresses(service.environment().values()))
                .filteredOn(address -> !THIS_MACHINE.contains(address.host()))
                .allSatisfy(address ->
                        assertThat(Service.named(address.host()).listensOn()).contains(address.port()));
    }

    @Test
    void the_settings_hold_the_addresses_we_think_they_do() {
        assertThat(addresses(Service.named("sink").environment().values()))
                .containsExactlyInAnyOrder(
                        new Address("kafka", 19092), new Address("registry", 8080), new Address("postgres", 5432));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_published_port_is_one_on_which_the_service_listens(Service service) {
        assertThat(service.ports())
                .allSatisfy(port -> assertThat(service.listensOn())
                        .contains(Integer.valueOf(port.substring(port.lastIndexOf(':') + 1))));
    }

    @Test
    void two_services_never_publish_the_same_port() {
        assertThat(services().stream()
                        .flatMap(service -> service.ports().stream())
                        .map(port -> port.split(":")[1]))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_the_broker_tells_programs_on_this_machine_is_what_it_publishes() {
        Service kafka = Service.named("kafka");

        assertThat(addresses(List.of(kafka.environment().get("KAFKA_ADVERTISED_LISTENERS"))))
                .containsExactlyInAnyOrder(new Address("kafka", 19092), new Address("localhost", 9092));
        assertThat(kafka.ports()).containsExactly("127.0.0.1:9092:9092");
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_health_check_asks_where_its_own_service_listens(Service service) {
        assertThat(addresses(service.healthTest())).allSatisfy(address -> {
            assertThat(THIS_MACHINE).contains(address.host());
            assertThat(service.listensOn()).contains(address.port());
        });
    }

    @Test
    void grafana_reads_the_database_of_the_stack() {
        Node source = Node.parse(Repository.text("docker/grafana/provisioning/datasources/upshot.yaml"))
                .get("datasources")
                .items()
                .get(0);

        assertThat(addresses(List.of(source.get("url").text()))).containsExactly(new Address("postgres", 5432));
        assertThat(Repository.text("docker/postgres/roles.sql"))
                .contains("create role " + source.get("user").text() + " login")
                .contains("create database "
                        + source.get("jsonData").get("database").text() + " ");
        assertThat(Service.named("sink").environment())
                .containsEntry("UPSHOT_JDBC_URL", "jdbc:postgresql://postgres:5432/upshot");
    }

    private static List<Address> addresses(Collection<String> texts) {
        List<Address> addresses = new ArrayList<>();
        Stream<Matcher> matchers = texts.stream().map(ADDRESS::matcher);
        matchers.forEach(matcher -> {
            while (matcher.find()) {
                addresses.add(new Address(matcher.group(1), Integer.parseInt(matcher.group(2))));
            }
        });
        return addresses;
    }
}
