package dev.upshot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.wire.RegistryAvroDeserializer;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/contracts.md} in line with the schemas. After a change of a schema, run this test once with
 * {@code -Dcontracts.write=true} to have the tables written.
 */
class ContractsPageTest {

    private static final Path PAGE = Path.of("../docs/contracts.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- fields of (\\w+) -->\n).*?(<!-- end of fields -->)", Pattern.DOTALL);

    @Test
    void theTablesOfFieldsAreThoseOfTheSchemas() throws IOException {
        String page = Files.readString(PAGE);
        String expected = TABLE.matcher(page).replaceAll(ContractsPageTest::table);
        if (Boolean.getBoolean("contracts.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(TABLE.matcher(page).results().map(table -> table.group(2)))
                .containsExactly("DecisionEvent", "OutcomeEvent", "ReviewEvent");
        assertThat(Files.readString(PAGE))
                .as("tables of docs/contracts.md; write them with -Dcontracts.write=true")
                .isEqualTo(expected);
    }

    private static String table(MatchResult table) {
        String fields = FieldTable.of(SchemaFiles.parse(SchemaFiles.current(table.group(2))));
        return Matcher.quoteReplacement(table.group(1) + "\n" + fields + "\n" + table.group(3));
    }

    @Test
    void thePageNamesEveryTopicAndSetting() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(Topics.withDefaultPrefix().all())
                .contains(WireFormat.SERIALIZER, WireFormat.DESERIALIZER, RegistryAvroDeserializer.class.getName())
                .contains("schema.registry.url", "auto.register.schemas", "value.subject.name.strategy")
                .contains("registry.retry.ms", "basic.auth.user.info", "basic.auth.credentials.source");
    }
}
