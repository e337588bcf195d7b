package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.upshot.report.Audience;
import dev.upshot.report.Golden;
import dev.upshot.report.Product;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.scorecard.Scorecards;
import dev.upshot.report.sentence.Sentence;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final int SEGMENT_ROWS_OF_A_PAGE = 24;

    @ParameterizedTest
    @EnumSource(Format.class)
    void writesTheSameBytesEveryTime(Format format) {
        assertThat(format.bytes(Scorecards.several(), Audience.BOARD))
                .isEqualTo(format.bytes(Scorecards.several(), Audience.BOARD));
    }

    @Test
    @DefaultLocale("ar-EG-u-nu-arab")
    @DefaultTimeZone("Asia/Kathmandu")
    void writesTheSameBytesFarFromHere() throws IOException {
        assertThat(versionless(text(Format.JSON, Scorecards.several())))
                .isEqualTo(Golden.text(FormatTest.class, "scorecard.json"));
    }

    @Test
    void writesTheGoldenJson() throws IOException {
        assertThat(versionless(text(Format.JSON, Scorecards.several())))
                .isEqualTo(Golden.text(FormatTest.class, "scorecard.json"));
    }

    @Test
    void writesJsonThatItsPublishedSchemaAdmits() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Product.resource(JsonDocument.class, "scorecard.schema.json"))
                        .validate(text(Format.JSON, Scorecards.several()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void letsAnyReaderCheckTheHashFromTheLinesOfTheJson() throws Exception {
        StringBuilder rows = new StringBuilder();
        text(Format.JSON, Scorecards.several())
                .lines()
                .filter(line -> line.startsWith("{\""))
                .forEach(line -> rows.append(line.replaceFirst(",$", "")).append('\n'));

        assertThat(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(rows.toString().getBytes(UTF_8))))
                .isEqualTo(Scorecards.several().rowsHash());
    }

    @Test
    void tellsAnotherHashWhenAnyNumberChanges() {
        String hash = Scorecards.of("a", List.of(Readings.binary().reading())).rowsHash();

        assertThat(Scorecards.of(
                                "a",
                                List.of(Readings.binary()
                                        .means(0.688, Math.nextUp(0.79))
                                        .reading()))
                        .rowsHash())
                .isNotEqualTo(hash);
        assertThat(Scorecards.of("b", List.of(Readings.binary().reading())).rowsHash())
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void carriesHashAsOfPlanVersionAndMaturityInEveryForm(Format format) {
        assertThat(text(format, Scorecards.claims()))
                .contains(Scorecards.claims().rowsHash().substring(0, 16))
                .contains("2026-04-14")
                .containsIgnoringCase("provisional")
                .contains(Product.version());
        assertThat(Product.version()).matches("[0-9].*");
    }

    @Test
    void writesOneCsvRowPerReadingWithTheJsonsFieldsAndNumbers() throws IOException {
        JsonNode readings = new ObjectMapper()
                .readTree(text(Format.JSON, Scorecards.several()))
                .get("readings");
        List<NamedCsvRecord> rows = rows(Scorecards.several());

        assertThat(rows).hasSize(readings.size());
        for (int i = 0; i < rows.size(); i++) {
            NamedCsvRecord row = rows.get(i);
            readings.get(i)
                    .properties()
                    .forEach(field -> assertThat(row.getField(field.getKey()))
                            .as(field.getKey())
                            .isEqualTo(
                                    field.getValue().isNull()
                                            ? ""
                                            : field.getValue().asText()));
        }
        assertThat(rows.get(0).getHeader())
                .endsWith("rows_sha256", "product_version", "sentence", "formula")
                .startsWith("use_case", "plan_version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00a0=1",
                "ok\n=1",
                "\uff1d1",
                "\u3000@x",
                "\tplain"
            })
    void makesFormulasInertInCsv(String label) {
        List<NamedCsvRecord> rows =
                rows(Scorecards.of(label, List.of(Readings.binary().named(label).reading())));

        assertThat(rows.get(0).getField("use_case")).isEqualTo("'" + label);
        assertThat(rows.get(0).getField("kpi")).isEqualTo("'" + label);
    }

    @Test
    void leavesOrdinaryLabelsAndNegativeNumbersInCsvAlone() {
        NamedCsvRecord row = rows(Scorecards.of(
                        "a-b", List.of(Readings.duration().reading())))
                .get(0);

        assertThat(row.getField("use_case")).isEqualTo("a-b");
        assertThat(row.getField("relative_value")).isEqualTo("-0.4");
    }

    @Test
    void keepsHostileLabelsInertInHtml() {
        assertThat(text(Format.HTML, Scorecards.hostile()))
                .contains("&lt;script")
                .doesNotContain("<script")
                .doesNotContain("<img");
    }

    @Test
    void takesLineBreaksAndTerminalCommandsOutOfSentences() {
        Scorecard scorecard = Scorecards.of(
                "a\u001b[2Jb", List.of(Readings.binary().named("q\n\u202eFake").reading()));

        assertThat(Sentence.of(scorecard.useCases().get(0).readings().get(0), Audience.BOARD))
                .startsWith("q\ufffd\ufffdFake: ");
    }

    @Test
    void writesAPageWithoutScriptWhosePolicyAdmitsOnlyItsOwnStyle() throws Exception {
        String html = text(Format.HTML, Scorecards.several());
        String style = first("<style>(.*?)</style>", html);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));

        assertThat(html)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-" + hash + "&#39;;")
                .doesNotContain("<script")
                .doesNotContain(" style=")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .contains("<html lang=\"en\">");
    }

    @Test
    void tellsAssistiveTechnologyWhatEveryTableIs() {
        String html = text(Format.HTML, Scorecards.several());

        assertThat(count("<table", html)).isPositive().isEqualTo(count("<caption", html));
        assertThat(count("<th ", html))
                .isEqualTo(count("<th scope=", html))
                .isEqualTo(count("<th", html) - count("<thead", html));
        assertThat(count("<svg", html)).isEqualTo(count("role=\"img\"", html)).isEqualTo(count("<title id=", html));
        assertThat(count("<h1", html)).isOne();
    }

    @Test
    void showsAsManySegmentsAsAPageBearsAndSaysWhereTheRestIs() {
        List<Reading> many = new ArrayList<>(List.of(Readings.binary().reading()));
        for (int i = 0; i < SEGMENT_ROWS_OF_A_PAGE + 7; i++) {
            many.add(Readings.binary().segment("shop", "s" + i).reading());
        }

        assertThat(text(Format.HTML, Scorecards.of("shops", many))).contains("7 more segment readings");
        assertThat(rows(Scorecards.of("shops", many))).hasSize(2 * many.size());
    }

    /** The golden file outlives a release. */
    private static String versionless(String text) {
        return text.replace(Product.version(), "VERSION");
    }

    private static String text(Format format, Scorecard scorecard) {
        return Opened.text(format, format.bytes(scorecard, Audience.BOARD));
    }

    private static List<NamedCsvRecord> rows(Scorecard scorecard) {
        return CsvReader.builder().ofNamedCsvRecord(text(Format.CSV, scorecard)).stream()
                .toList();
    }

    private static long count(String what, String in) {
        return Pattern.compile(Pattern.quote(what)).matcher(in).results().count();
    }

    private static String first(String pattern, String in) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(in);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
