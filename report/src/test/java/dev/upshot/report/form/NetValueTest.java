package dev.upshot.report.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.upshot.report.Audience;
import dev.upshot.report.Product;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Readings;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.scorecard.Scorecards;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A net value says what it is made of, in every form. */
class NetValueTest {
    private static final Scorecard SCORECARD = Scorecards.of(
            "claims",
            List.of(
                    Readings.amount().reading(),
                    Readings.amount()
                            .named("net_value")
                            .type(KpiType.NET)
                            .parts(
                                    new Kpi.Part("recovered_amount", BigDecimal.ONE),
                                    new Kpi.Part("cost", new BigDecimal("-1")),
                                    new Kpi.Part("appeals", new BigDecimal("-0.10")))
                            .reading()));
    private static final String FORMULA = "recovered_amount − cost − 0.1 × appeals";

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysWhatItIsMadeOf(Format format) {
        assertThat(text(format).replaceAll("[\\s\u00a0]+", " ")).contains(FORMULA);
    }

    @Test
    void givesNamesAndExactPricesToPrograms() throws IOException {
        JsonNode netValues = new ObjectMapper()
                .readTree(text(Format.JSON))
                .get("use_cases")
                .get(0)
                .get("net_values");

        assertThat(netValues).hasSize(1);
        assertThat(netValues.get(0).toString())
                .isEqualTo("{\"kpi\":\"net_value\",\"parts\":[{\"kpi\":\"recovered_amount\",\"price\":1},"
                        + "{\"kpi\":\"cost\",\"price\":-1},{\"kpi\":\"appeals\",\"price\":-0.1}]}");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Product.resource(JsonDocument.class, "scorecard.schema.json"))
                        .validate(text(Format.JSON), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void standsBehindTheColumnsThatWereThereBefore() {
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text(Format.CSV)).stream().toList();

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.getField(row.getFieldCount() - 1))
                        .isEqualTo(row.getField("kpi").equals("net_value") ? FORMULA : ""));
    }

    @Test
    void isToldInTheNotesOfTheWorkbookAsNothingToAddAgain() {
        assertThat(text(Format.XLSX)).contains("claims: net_value is " + FORMULA + ", which are not to be added again");
    }

    private static String text(Format format) {
        return Opened.text(format, format.bytes(SCORECARD, Audience.BOARD));
    }
}
