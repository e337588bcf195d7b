package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeSchemaTest {
    private static final String COMPOSE = Repository.text("docker/compose.yaml");

    /** The schema's own id is relative, so it is told where it lies. */
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                    SchemaLocation.of("classpath:/compose-spec/compose.schema.json"),
                    Repository.text("docker/src/test/resources/compose-spec/compose.schema.json"),
                    InputFormat.JSON);

    @Test
    void the_compose_file_follows_the_compose_specification() throws JsonProcessingException {
        assertThat(problems(COMPOSE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stop_grace_period, stop_grace_perod",
        "healthcheck:, healthchek:",
        "service_healthy, service_helthy",
        "name: upshot, nam: upshot",
        "volumes:, volume:",
        "interval: 15s, intervall: 15s",
    })
    void a_misspelt_word_is_refused(String right, String wrong) throws JsonProcessingException {
        assertThat(COMPOSE).contains(right);

        assertThat(problems(COMPOSE.replace(right, wrong))).isNotEmpty();
    }

    private static List<Error> problems(String yaml) throws JsonProcessingException {
        return SCHEMA.validate(
                new ObjectMapper().writeValueAsString(Node.parse(yaml).value()), InputFormat.JSON);
    }
}
