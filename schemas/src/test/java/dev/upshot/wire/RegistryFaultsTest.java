package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.DecisionEvent;
import dev.upshot.wire.StubRegistry.Answer;
import dev.upshot.wire.StubRegistry.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFaultsTest {

    private static final String TOPIC = "upshot.decisions";
    private static final byte[] BYTES = Serdes.bytes(7, Samples.decision());
    private static final Map<String, String> PATIENT = Map.of("registry.retry.ms", "120000");

    /** A registry that knows everything about decisions, and nothing else. */
    private static Answer wellBehaved(Request request) {
        return request.method().equals("POST")
                ? Answer.id(7)
                : Answer.schema(CommittedSchema.text(DecisionEvent.getClassSchema()));
    }

    private static @Nullable Object read(StubRegistry registry, Map<String, ?> config) {
        return Serdes.deserializer(registry.url(), config).deserialize(TOPIC, BYTES);
    }

    private static byte[] write(String url, Map<String, ?> config) {
        return Objects.requireNonNull(Serdes.serializer(url, config).serialize(TOPIC, Samples.decision()));
    }

    @Test
    void anIdTheRegistryDoesNotKnowIsTold() throws IOException {
        try (StubRegistry registry = StubRegistry.start(request -> Answer.error(404, 40403, "Schema not found"))) {
            assertThatThrownBy(() -> read(registry, Map.of()))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessage(
                            "The registry " + registry.url() + " does not know schema id 7"
                                    + " (HTTP 404, code 40403: Schema not found). Was the record written with another registry?");
        }
    }

    @Test
    void manyRecordsWithAnUnknownIdAreOneRequest() throws IOException {
        try (StubRegistry registry = StubRegistry.start(request -> Answer.error(404, 40403, "Schema not found"))) {
            RegistryAvroDeserializer deserializer = Serdes.deserializer(registry.url(), Map.of());
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> deserializer.deserialize(TOPIC, BYTES))
                        .isInstanceOf(UnknownSchemaException.class);
            }
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Test
    void aSchemaIsAskedForOnceInEitherDirection() throws IOException {
        try (StubRegistry registry = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            RegistryAvroSerializer serializer = Serdes.serializer(registry.url(), Map.of());
            RegistryAvroDeserializer deserializer = Serdes.deserializer(registry.url(), Map.of());
            for (int i = 0; i < 100; i++) {
                byte[] bytes = serializer.serialize(TOPIC, Samples.decision());
                assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(Samples.decision());
            }
            assertThat(registry.requests())
                    .extracting(Request::path)
                    .containsExactly("/subjects/upshot.decisions-value/versions", "/schemas/ids/7");
        }
    }

    @Test
    void aRegistryThatIsAwayAtFirstIsWaitedFor() throws Exception {
        int port;
        try (StubRegistry gone = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            port = gone.port();
        }
        CompletableFuture<byte[]> written =
                CompletableFuture.supplyAsync(() -> write("http://127.0.0.1:" + port, PATIENT));
        Awaitility.await()
                .during(300, TimeUnit.MILLISECONDS)
                .atMost(Duration.ofMinutes(1))
                .until(() -> !written.isDone());
        try (StubRegistry back = StubRegistry.start(port, RegistryFaultsTest::wellBehaved)) {
            assertThat(written.get(2, TimeUnit.MINUTES)).isEqualTo(BYTES);
            assertThat(back.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aRegistryInTroubleIsAskedAgain(int status) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (StubRegistry registry = StubRegistry.start(request ->
                asked.incrementAndGet() < 3 ? Answer.error(status, 50001, "no leader") : wellBehaved(request))) {
            assertThat(read(registry, PATIENT)).isEqualTo(Samples.decision());
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void whenTheTimeIsOverTheMessageSaysWhatToDo() throws IOException {
        String url;
        try (StubRegistry gone = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            url = gone.url();
        }
        assertThatThrownBy(() -> write(url, Map.of("registry.retry.ms", "250")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("The schema registry [" + url + "] is away (no connection: refused, or no such host), and"
                        + " was waited for 250 ms (registry.retry.ms) while registering dev.upshot.event.DecisionEvent"
                        + " for subject upshot.decisions-value. Start it, or correct schema.registry.url.");
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        String url;
        try (StubRegistry gone = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            url = gone.url();
        }
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                ended.complete(new AssertionError("wrote " + write(url, PATIENT).length));
            } catch (InterruptException interrupted) {
                ended.complete(interrupted);
            }
        });
        waiting.start();
        waiting.interrupt();

        assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptException.class);
    }

    @Test
    void anotherAddressIsTriedAndThenPreferred() throws IOException {
        try (StubRegistry broken = StubRegistry.start(request -> Answer.error(503, 50003, "not the leader"));
                StubRegistry healthy = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            RegistryAvroSerializer serializer = Serdes.serializer(broken.url() + " , " + healthy.url() + "/", Map.of());

            assertThat(serializer.serialize(TOPIC, Samples.decision())).isEqualTo(BYTES);
            assertThat(serializer.serialize("another." + TOPIC, Samples.decision()))
                    .isEqualTo(BYTES);

            assertThat(broken.requests()).hasSize(1);
            assertThat(healthy.requests()).hasSize(2);
        }
    }

    @Test
    void anIncompatibleSchemaIsToldWithItsSubject() throws IOException {
        try (StubRegistry registry = StubRegistry.start(
                request -> Answer.error(409, 409, "reader type: LONG not compatible with writer type: STRING"))) {
            assertThatThrownBy(() -> write(registry.url(), Map.of()))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageContaining(registry.url())
                    .hasMessageContaining("schema of dev.upshot.event.DecisionEvent for subject upshot.decisions-value")
                    .hasMessageContaining("reader type: LONG not compatible")
                    .hasMessageContaining("a new field needs a default");
        }
    }

    @Test
    void withoutLeaveToRegisterTheSchemaIsLookedUp() throws IOException {
        Map<String, String> config = Map.of("auto.register.schemas", "false");
        try (StubRegistry registry = StubRegistry.start(RegistryFaultsTest::wellBehaved)) {
            assertThat(write(registry.url(), config)).isEqualTo(BYTES);
            assertThat(registry.requests())
                    .extracting(Request::path)
                    .containsExactly("/subjects/upshot.decisions-value");
        }
        try (StubRegistry registry = StubRegistry.start(request -> Answer.error(404, 40401, "Subject not found"))) {
            assertThatThrownBy(() -> write(registry.url(), config))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageContaining("for subject upshot.decisions-value")
                    .hasMessageContaining("Register it, or set auto.register.schemas=true");
        }
    }

    @Test
    void whatIsNoRegistryIsNoReasonToDropARecord() throws IOException {
        for (Answer answer : new Answer[] {
            new Answer(404, "<html>nothing here</html>"),
            new Answer(200, "<html>welcome</html>"),
            new Answer(200, "{}"),
            new Answer(302, ""),
            Answer.error(400, 400, "bad request")
        }) {
            try (StubRegistry registry = StubRegistry.start(request -> answer)) {
                assertThatThrownBy(() -> read(registry, Map.of()))
                        .isInstanceOf(RegistryUnavailableException.class)
                        .hasMessageContaining("Is schema.registry.url the address of a registry");
                assertThatThrownBy(() -> write(registry.url(), Map.of()))
                        .isInstanceOf(RegistryUnavailableException.class);
            }
        }
    }

    @Test
    void credentialsAreSentAndNeverShown() throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString("ana:s3cr&t:+".getBytes(StandardCharsets.UTF_8));
        try (StubRegistry registry = StubRegistry.start(request -> expected.equals(request.authorization())
                ? wellBehaved(request)
                : Answer.error(401, 40101, "Unauthorized"))) {
            Map<String, String> userInfo =
                    Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ana:s3cr&t:+");
            String inUrl = "http://ana:s3cr%26t:+@127.0.0.1:" + registry.port();

            assertThat(write(registry.url(), userInfo)).isEqualTo(BYTES);
            assertThat(write(inUrl, Map.of())).isEqualTo(BYTES);
            assertThatThrownBy(() -> write(registry.url(), Map.of("basic.auth.user.info", "ana:wr0ng")))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("refuses access: check basic.auth.user.info")
                    .hasMessageNotContaining("wr0ng");
            assertThat(WireSettings.of(Serdes.with(inUrl, userInfo)).toString()).doesNotContain("s3cr", "ana");
        }
    }

    @Test
    void schemasOfOtherKindsAreRefusedAsIncompatible() throws IOException {
        for (String body : new String[] {
            "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}",
            "{\"schemaType\":\"AVRO\",\"schema\":\"{}\",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}",
            "{\"schema\":\"{\\\"type\\\":\\\"recor\\\"}\"}"
        }) {
            try (StubRegistry registry = StubRegistry.start(request -> new Answer(200, body))) {
                assertThatThrownBy(() -> read(registry, Map.of()))
                        .isInstanceOf(IncompatibleSchemaException.class)
                        .hasMessageContaining("Schema id 7 of the registry " + registry.url());
            }
        }
    }
}
