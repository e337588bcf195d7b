package dev.upshot.app.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Listen;
import dev.upshot.sink.SinkState;
import dev.upshot.sink.SinkState.Status;
import dev.upshot.sink.SinkState.Totals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private final Observation observation = Observation.begin(listening("0"));
    private SinkState state = state(Status.STARTING, OptionalLong.empty(), null, Totals.NONE, null);

    @AfterEach
    void close() {
        observation.close();
    }

    @Test
    void nothing_is_ready_before_there_is_a_part() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void a_sink_that_writes_is_ready_and_one_that_waits_is_live_and_says_why() throws Exception {
        observation.watch(() -> state);
        state = state(Status.RUNNING, OptionalLong.of(0), null, Totals.NONE, null);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        String problem = "the database: its disk is full (SQLSTATE 53100)";
        state = state(Status.WAITING, OptionalLong.of(3), null, Totals.NONE, problem);

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        var told = new ObjectMapper().readTree(ready.body());
        assertThat(told.get("good").booleanValue()).isFalse();
        assertThat(told.get("parts").get(0).get("name").textValue()).isEqualTo("sink");
        assertThat(told.get("parts").get(0).get("state").textValue()).isEqualTo("waiting");
        assertThat(told.get("parts").get(0).get("says").textValue()).isEqualTo(problem);
    }

    @Test
    void a_sink_that_has_given_up_is_not_live() throws Exception {
        observation.watch(() -> state);
        state = state(Status.FAILED, OptionalLong.empty(), null, Totals.NONE, "a privilege is missing");

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").body()).contains("a privilege is missing");
    }

    @Test
    void metrics_say_what_the_sink_has_done_and_what_waits() throws Exception {
        observation.watch(() -> state);
        Instant behind = Instant.now().minus(Duration.ofMinutes(5));
        Totals totals = new Totals(
                1_200,
                2,
                3,
                Duration.ofMillis(1_500),
                4,
                1,
                Map.of("late", 7L, "sink_refused", 2L),
                Map.of("0badcafe", behind));
        state = state(Status.RUNNING, OptionalLong.of(42), behind, totals, null);

        String metrics = get("/metrics").body();

        assertThat(metrics)
                .contains("upshot_sink_records_total 1200.0")
                .contains("upshot_sink_records_refused_total 2.0")
                .contains("upshot_sink_lag_records 42.0")
                .contains("upshot_sink_retries_total 4.0")
                .contains("upshot_sink_takeovers_total 1.0")
                .contains("upshot_sink_partitions 10.0")
                .contains("upshot_sink_batch_seconds_count 3")
                .contains("upshot_sink_batch_seconds_sum 1.5")
                .contains("upshot_sink_quarantined_total{reason=\"late\"} 7.0")
                .contains("upshot_sink_status{status=\"running\"} 1.0")
                .contains("upshot_sink_status{status=\"waiting\"} 0.0")
                .contains("jvm_memory_used_bytes");
        assertThat(value(metrics, "upshot_sink_lag_seconds")).isBetween(299.0, 900.0);
        assertThat(value(metrics, "upshot_sink_watermark_age_seconds{generation=\"0badcafe\"}"))
                .isBetween(299.0, 900.0);

        state = state(Status.RUNNING, OptionalLong.of(0), null, totals, null);
        assertThat(value(get("/metrics").body(), "upshot_sink_lag_seconds")).isZero();
    }

    @Test
    void it_is_read_only_and_says_what_there_is() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(address("/metrics"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/").body()).contains("/health/ready");
    }

    @Test
    void without_an_address_nothing_listens() {
        try (Observation off = Observation.begin(Configuration.of(Map.of(), Map.of(), null))) {
            assertThat(off.port()).isEqualTo(-1);
        }
    }

    @Test
    void a_port_alone_is_this_machine_and_a_host_is_its_own() {
        assertThat(Listen.address("9464")).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9464));
        assertThat(Listen.address("0.0.0.0:9464")).isEqualTo(new InetSocketAddress("0.0.0.0", 9464));
        assertThat(Listen.address("[::1]:9464")).isEqualTo(new InetSocketAddress("::1", 9464));
    }

    @Test
    void a_port_that_is_taken_is_the_users_to_mend() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Observation.begin(listening(Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining("observe.listen");
        }
    }

    private static Configuration listening(String address) {
        return Configuration.of(Map.of(Key.OBSERVE_LISTEN, address), Map.of(), null);
    }

    private static SinkState state(
            Status status, OptionalLong lag, @Nullable Instant behind, Totals totals, @Nullable String problem) {
        return new SinkState(status, 10, lag, behind, totals, null, problem);
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + observation.port() + path);
    }
}
