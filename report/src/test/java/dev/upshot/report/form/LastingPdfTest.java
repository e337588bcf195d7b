package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.scorecard.Scorecards;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion.Status;
import org.verapdf.pdfa.results.ValidationResult;

/** The scorecard on paper can be kept: judged by veraPDF, the validator of the PDF Association's industry. */
class LastingPdfTest {
    @BeforeAll
    static void prepare() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<Scorecard> scorecards() {
        return Stream.of(Scorecards.claims(), Scorecards.hostile());
    }

    @ParameterizedTest
    @MethodSource("scorecards")
    void keepsToPdfA2LevelU(Scorecard scorecard) throws Exception {
        byte[] pdf = Format.PDF.bytes(scorecard, Audience.BOARD);

        assertThat(breaches(pdf, PDFAFlavour.PDFA_2_U)).isEmpty();
    }

    @Test
    void saysTwiceThatItWasMadeAtTheMomentItIsOf() throws IOException {
        Scorecard scorecard = Scorecards.claims();
        String moment =
                scorecard.asOf().orElseThrow().truncatedTo(ChronoUnit.SECONDS).toString();

        try (PDDocument document = Loader.loadPDF(Format.PDF.bytes(scorecard, Audience.BOARD))) {
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .hasToString(moment);
            assertThat(new String(document.getDocumentCatalog().getMetadata().toByteArray(), UTF_8))
                    .contains("<xmp:CreateDate>" + moment + "</xmp:CreateDate>");
        }
    }

    /** What a document does against a standard, a line each. */
    private static Stream<String> breaches(byte[] pdf, PDFAFlavour standard) throws IOException, VeraPDFException {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTotalAssertions()).isGreaterThan(1_000);
            return result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage() + " at "
                            + assertion.getLocation().getContext());
        }
    }
}
