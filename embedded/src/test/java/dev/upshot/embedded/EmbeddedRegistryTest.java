package dev.upshot.embedded;

import static dev.upshot.embedded.SampleSchemas.BREAKING;
import static dev.upshot.embedded.SampleSchemas.V1;
import static dev.upshot.embedded.SampleSchemas.V2;
import static dev.upshot.embedded.SampleSchemas.schema;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    @TempDir
    Path directory;

    private EmbeddedRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(directory);
        client = new RegistryClient(registry.url());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void registeringIsIdempotentAndIdsAreSharedBySubjects() {
        assertThat(client.post("/subjects/t-value/versions", schema(V1))).hasToString("200 {\"id\":1}");
        assertThat(client.post("/subjects/t-value/versions", schema(V2))).hasToString("200 {\"id\":2}");
        assertThat(client.post("/subjects/t-value/versions", schema(V1))).hasToString("200 {\"id\":1}");
        assertThat(client.post("/subjects/u-value/versions", schema(V2))).hasToString("200 {\"id\":2}");
        assertThat(client.get("/subjects")).hasToString("200 [\"t-value\",\"u-value\"]");
        assertThat(client.get("/subjects/t-value/versions")).hasToString("200 [1,2]");
    }

    @Test
    void whitespaceDoesNotMakeANewSchema() {
        client.post("/subjects/s/versions", schema(V1));
        assertThat(client.post("/subjects/s/versions", schema(V1.replace(":", " : "))))
                .hasToString("200 {\"id\":1}");
    }

    @Test
    void manyAtOnceGetOneId() {
        List<String> answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> client.post("/subjects/s/versions", schema(V1)).toString())
                .distinct()
                .toList();
        assertThat(answers).containsExactly("200 {\"id\":1}");
        assertThat(client.get("/subjects/s/versions")).hasToString("200 [1]");
    }

    @Test
    void looksUpByIdVersionAndContent() {
        client.post("/subjects/a%2Fb%20c+d/versions", schema(V1));
        client.post("/subjects/a%2Fb%20c+d/versions", schema(V2));
        String second = "\"version\":2,\"id\":2,\"schema\":" + RegistryClient.quoted(V2) + "}";
        assertThat(client.get("/subjects/a%2Fb%20c+d/versions/latest"))
                .hasToString("200 {\"subject\":\"a/b c+d\"," + second);
        assertThat(client.get("/subjects/a%2Fb%20c+d/versions/2").text()).endsWith(second);
        assertThat(client.get("/subjects/a%2Fb%20c+d/versions/-1").text()).endsWith(second);
        assertThat(client.post("/subjects/a%2Fb%20c+d", schema(V2)).text()).endsWith(second);
        assertThat(client.get("/schemas/ids/1")).hasToString("200 {\"schema\":" + RegistryClient.quoted(V1) + "}");
        assertThat(client.get("/schemas/types")).hasToString("200 [\"AVRO\"]");
        assertThat(client.get("/")).hasToString("200 {}");
    }

    @Test
    void whatIsMissingHasConfluentsErrorCodes() {
        client.post("/subjects/s/versions", schema(V1));
        assertThat(client.get("/subjects/none/versions").error()).isEqualTo("404 40401");
        assertThat(client.get("/subjects/none/versions/1").error()).isEqualTo("404 40401");
        assertThat(client.post("/subjects/none", schema(V1)).error()).isEqualTo("404 40401");
        assertThat(client.get("/subjects/s/versions/7").error()).isEqualTo("404 40402");
        assertThat(client.post("/subjects/s", schema(V2)).error()).isEqualTo("404 40403");
        assertThat(client.get("/schemas/ids/7").error()).isEqualTo("404 40403");
        assertThat(client.get("/config/s").error()).isEqualTo("404 40408");
        assertThat(client.get("/subjects/s/versions/0").error()).isEqualTo("422 42202");
        assertThat(client.get("/subjects/s/versions/first").error()).isEqualTo("422 42202");
        assertThat(client.get("/nothing").error()).isEqualTo("404 404");
        assertThat(client.put("/subjects/s", "{}").error()).isEqualTo("404 404");
    }

    @Test
    void anIncompatibleSchemaIsRefusedWithItsReason() {
        client.post("/subjects/s/versions", schema(V1));
        RegistryClient.Answer refused = client.post("/subjects/s/versions", schema(BREAKING));
        assertThat(refused.error()).isEqualTo("409 409");
        assertThat(refused.text()).contains("TYPE_MISMATCH at /fields/0/type", "cannot read data of an earlier one");
        assertThat(client.get("/subjects/s/versions")).hasToString("200 [1]");
    }

    @Test
    void compatibilityIsBackwardTransitiveUnlessSetOtherwise() {
        assertThat(client.get("/config")).hasToString("200 {\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(client.put("/config/s", "{\"compatibility\":\"none\"}"))
                .hasToString("200 {\"compatibility\":\"NONE\"}");
        assertThat(client.get("/config/s")).hasToString("200 {\"compatibilityLevel\":\"NONE\"}");
        client.post("/subjects/s/versions", schema(V1));
        assertThat(client.post("/subjects/s/versions", schema(BREAKING)).status())
                .isEqualTo(200);
        assertThat(client.put("/config", "{\"compatibility\":\"FULL\"}").status())
                .isEqualTo(200);
        assertThat(client.get("/config/other?defaultToGlobal=true"))
                .hasToString("200 {\"compatibilityLevel\":\"FULL\"}");
        assertThat(client.put("/config", "{\"compatibility\":\"SOME\"}").error())
                .isEqualTo("422 42203");
        assertThat(client.put("/config", "{}").error()).isEqualTo("422 42203");
    }

    @Test
    void compatibilityCanBeAskedForWithoutRegistering() {
        assertThat(client.post("/compatibility/subjects/s/versions/latest", schema(V1)))
                .hasToString("200 {\"is_compatible\":true}");
        client.post("/subjects/s/versions", schema(V1));
        assertThat(client.post("/compatibility/subjects/s/versions/latest", schema(V2)))
                .hasToString("200 {\"is_compatible\":true}");
        assertThat(client.post("/compatibility/subjects/s/versions/1", schema(BREAKING)))
                .hasToString("200 {\"is_compatible\":false}");
        assertThat(client.post("/compatibility/subjects/s/versions?verbose=true", schema(BREAKING))
                        .text())
                .contains("\"is_compatible\":false,\"messages\":[\"TYPE_MISMATCH");
        assertThat(client.post("/compatibility/subjects/s/versions/5", schema(V2))
                        .error())
                .isEqualTo("404 40402");
        assertThat(client.post("/compatibility/subjects/none/versions/1", schema(V2))
                        .error())
                .isEqualTo("404 40401");
        assertThat(client.get("/subjects/s/versions")).hasToString("200 [1]");
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(client.post("/subjects/s/versions", schema("{\"type\":\"recrd\"}"))
                        .error())
                .isEqualTo("422 42201");
        assertThat(client.post("/subjects/s/versions", "{}").error()).isEqualTo("422 42201");
        assertThat(client.post("/subjects/s/versions", "{\"schema\":\"\\\"int\\\"\",\"schemaType\":\"JSON\"}")
                        .error())
                .isEqualTo("422 42201");
        assertThat(client.post("/subjects/s/versions", "{\"schema\":").error()).isEqualTo("400 400");
        assertThat(client.post("/subjects/s/versions", "[1]").error()).isEqualTo("422 42201");
        assertThat(client.post("/subjects/s/versions", " ".repeat((1 << 20) + 1))
                        .error())
                .isEqualTo("413 413");
        assertThat(client.get("/subjects")).hasToString("200 []");
    }

    @Test
    void answersOnlyToLocalNames() throws Exception {
        assertThat(RegistryClient.rawGet(registry.url(), "/subjects", "attacker.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(RegistryClient.rawGet(registry.url(), "/subjects", "localhost"))
                .startsWith("HTTP/1.1 200");
        assertThat(RegistryClient.rawGet(registry.url(), "/subjects/%zz", "localhost"))
                .startsWith("HTTP/1.1 400");
    }
}
