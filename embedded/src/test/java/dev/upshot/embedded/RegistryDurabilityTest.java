package dev.upshot.embedded;

import static dev.upshot.embedded.SampleSchemas.V1;
import static dev.upshot.embedded.SampleSchemas.V2;
import static dev.upshot.embedded.SampleSchemas.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry remembers, whatever happened to its process or its file. */
class RegistryDurabilityTest {
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
    void idsVersionsAndLevelsSurviveARestart() {
        client.post("/subjects/s/versions", schema(V1));
        client.post("/subjects/s/versions", schema(V2));
        client.put("/config", "{\"compatibility\":\"FULL\"}");
        client.put("/config/s", "{\"compatibility\":\"FORWARD\"}");
        restart();
        assertThat(client.get("/schemas/ids/2").text()).contains("\\\"b\\\"");
        assertThat(client.get("/subjects/s/versions")).hasToString("200 [1,2]");
        assertThat(client.get("/config/s").text()).contains("FORWARD");
        assertThat(client.get("/config").text()).contains("FULL");
        assertThat(client.post("/subjects/t/versions", schema("\"long\""))).hasToString("200 {\"id\":3}");
    }

    @Test
    void aTornLastLineIsForgotten() throws Exception {
        client.post("/subjects/s/versions", schema(V1));
        registry.close();
        Files.writeString(file(), "{\"subject\":\"s\",\"vers", StandardOpenOption.APPEND);
        restart();
        assertThat(client.post("/subjects/s/versions", schema(V2))).hasToString("200 {\"id\":2}");
        restart();
        assertThat(client.get("/subjects/s/versions")).hasToString("200 [1,2]");
    }

    @Test
    void damageBeforeTheLastLineIsRefused() throws Exception {
        client.post("/subjects/s/versions", schema(V1));
        registry.close();
        String intact = Files.readString(file());
        Files.writeString(file(), "garbage\n" + intact);
        assertThatThrownBy(() -> EmbeddedRegistry.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("line 1 of " + file() + " is not JSON; restore the file");
        Files.writeString(file(), "{}\n" + intact);
        assertThatThrownBy(() -> EmbeddedRegistry.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith(file() + " holds a line that is no registration");
    }

    private void restart() {
        registry.close();
        start();
    }

    private Path file() {
        return directory.resolve("schemas.jsonl");
    }
}
