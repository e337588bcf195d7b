package dev.upshot.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the page's template shows: text only, ready to be escaped. The page needs no network and no script; its policy
 * admits nothing but its own style sheet, by hash.
 *
 * @param asOf as of when
 * @param maturity {@code Final} or {@code Provisional}
 * @param sections one per use case
 * @param unassigned records refused before their use case was known
 * @param hash hash of the rows
 */
record HtmlPage(
        String asOf, String maturity, List<HtmlSection> sections, List<QuarantineCount> unassigned, String hash) {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPage.class.getClassLoader(), "dev.upshot.report");
    private static final String STYLE = Product.resource("scorecard.css");
    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(CanonicalRows.sha256().digest(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; base-uri 'none'; form-action 'none'";

    static String of(Scorecard scorecard) {
        List<UseCaseCard> cards = scorecard.useCases();
        HtmlPage page = new HtmlPage(
                When.of(scorecard.asOf()),
                scorecard.maturity().equals(Scorecard.PROVISIONAL) ? "Provisional" : "Final",
                IntStream.range(0, cards.size())
                        .mapToObj(i -> HtmlSection.of(cards.get(i), "use-case-" + (i + 1)))
                        .toList(),
                scorecard.unassignedQuarantine(),
                scorecard.rowsHash());
        StringOutput html = new StringOutput();
        TEMPLATES.render("scorecard.jte", page, html);
        return html.toString();
    }

    String style() {
        return STYLE;
    }

    String policy() {
        return POLICY;
    }

    String maturityStatement() {
        return Scorecard.MATURITY_STATEMENT;
    }

    String version() {
        return Product.version();
    }

    String covered() {
        return sections.size() == 1 ? "1 use case" : sections.size() + " use cases";
    }

    boolean hasDurations() {
        return sections.stream().anyMatch(HtmlSection::hasDurations);
    }

    static String sum(List<QuarantineCount> counts) {
        return Decimals.count(
                counts.stream().mapToLong(QuarantineCount::records).sum());
    }

    static String count(long number) {
        return Decimals.count(number);
    }

    static String label(String text) {
        return Label.clean(text);
    }

    /** Numbers keep to their per cent sign: no line break between them. */
    static String unbroken(String text) {
        return text.replace(" %", "\u00a0%");
    }
}
