package dev.upshot.stats.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every published case within its tolerance, and further ones from {@code -Dconformance.file}. */
class ConformanceTest {

    @TestFactory
    Stream<DynamicTest> agreesWithPublishedResults() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/conformance/cases.json")) {
            read(in).forEach(cases::add);
        }
        for (String file : System.getProperty("conformance.file", "").split(",")) {
            if (!file.isBlank()) {
                try (InputStream in = Files.newInputStream(find(file.strip()))) {
                    read(in).forEach(cases::add);
                }
            }
        }
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.category() + ": " + c.id(), () -> check(c)));
    }

    private static void check(Case published) {
        List<String> differences =
                published.differences(Categories.of(published.category()).compute(published.inputs()));
        if (Categories.NEGATIVE.contains(published.category())) {
            assertThat(differences)
                    .as("%s is known to be biased and must not match", published.id())
                    .isNotEmpty();
        } else {
            assertThat(differences).as(published.id()).isEmpty();
        }
    }

    private static Stream<Case> read(InputStream in) throws IOException {
        JsonNode cases = new ObjectMapper().readTree(in).required("cases");
        return StreamSupport.stream(cases.spliterator(), false).map(Case::of);
    }

    /** Maven runs tests in the module's directory; the path is likely given from the one above. */
    private static Path find(String file) {
        Path given = Path.of(file);
        return given.isAbsolute() || Files.exists(given) ? given : Path.of("..").resolve(file);
    }
}
