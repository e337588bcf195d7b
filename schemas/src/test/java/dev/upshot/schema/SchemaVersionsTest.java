package dev.upshot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.DecisionEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version that was committed stays as it is, and whoever has the newest reads everything written before. */
class SchemaVersionsTest {

    static Stream<String> names() {
        return SchemaFiles.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemaInUseIsTheHighestCommittedVersion(String name) {
        List<Path> versions = SchemaFiles.versions(name);

        assertThat(versions).as("committed versions of " + name).isNotEmpty();
        assertThat(SchemaFiles.text(SchemaFiles.current(name)))
                .as("%s differs from %s: commit it as %d.avsc", name, last(versions), versions.size() + 1)
                .isEqualTo(SchemaFiles.text(last(versions)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyVersionReadsWhatAllEarlierOnesWrote(String name) {
        List<Schema> versions =
                SchemaFiles.versions(name).stream().map(SchemaFiles::parse).toList();

        assertThat(problems(versions)).isEmpty();
    }

    @Test
    void nothingElseLiesAmongTheVersions() {
        assertThat(SchemaFiles.committed())
                .containsExactlyInAnyOrderElementsOf(names().flatMap(name -> SchemaFiles.versions(name).stream())
                        .toList());
    }

    @Test
    void theCheckFindsABreakWithAnyEarlierVersion() {
        Schema first = DecisionEvent.getClassSchema();
        Schema withoutAction = with(first, "\"name\":\"action\"", "\"name\":\"act\",\"default\":\"\"");
        Schema withActionAgain = with(first, "\"name\":\"action\"", "\"name\":\"action\",\"default\":\"\"");
        Schema required = with(first, "\"name\":\"action\"", "\"name\":\"must\"");
        Schema otherType = with(
                first,
                "\"name\":\"score\",\"type\":[\"null\",\"double\"]",
                "\"name\":\"score\"," + "\"type\":[\"null\",\"long\"]");
        Schema lostSymbol = with(first, "\"ADVISORY\",", "");

        assertThat(problems(List.of(first, withoutAction, withActionAgain))).isEmpty();
        assertThat(problems(List.of(first, required))).hasSize(1);
        assertThat(problems(List.of(first, otherType))).hasSize(1);
        assertThat(problems(List.of(first, lostSymbol))).hasSize(1);
        // Each reads its neighbour, but the last cannot read the first: only a transitive check sees it.
        Schema optional = with(first, "\"name\":\"action\"", "\"name\":\"act\",\"default\":\"\"");
        Schema demanded = with(first, "\"name\":\"action\"", "\"name\":\"act\"");
        assertThat(problems(List.of(optional, demanded))).isEmpty();
        assertThat(problems(List.of(first, optional, demanded))).hasSize(1);
    }

    private static Schema with(Schema schema, String text, String replacement) {
        String changed = schema.toString().replace(text, replacement);
        assertThat(changed).isNotEqualTo(schema.toString());
        return new Schema.Parser().parse(changed);
    }

    /** BACKWARD_TRANSITIVE: each pair of a version and an earlier one that it cannot read. */
    private static List<String> problems(List<Schema> versions) {
        List<String> problems = new ArrayList<>();
        for (int newer = 1; newer < versions.size(); newer++) {
            for (int older = 0; older < newer; older++) {
                SchemaCompatibility.SchemaCompatibilityResult result =
                        SchemaCompatibility.checkReaderWriterCompatibility(versions.get(newer), versions.get(older))
                                .getResult();
                if (!result.getIncompatibilities().isEmpty()) {
                    problems.add("version " + (newer + 1) + " cannot read version " + (older + 1) + ": "
                            + result.getIncompatibilities());
                }
            }
        }
        return problems;
    }

    private static Path last(List<Path> versions) {
        return versions.get(versions.size() - 1);
    }
}
