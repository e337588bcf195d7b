package dev.upshot.report.page;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.Product;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.chart.Tone;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.When;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.Claims;
import dev.upshot.report.sentence.Request;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the page's template shows: text only, ready to be escaped. The page needs no network and no script; its policy
 * admits nothing but its own style sheet, by hash. It is well-formed XML too, for the PDF is made of it.
 *
 * @param scorecard what it shows
 * @param audience who reads the sentences
 * @param sections one per use case
 * @param claims at most five, of all use cases
 * @param requests decisions asked of the reader
 * @param style its style sheet
 * @param place where it is read
 */
record HtmlPage(
        Scorecard scorecard,
        Audience audience,
        List<HtmlSection> sections,
        List<Claims.Claim> claims,
        List<Request> requests,
        String style,
        Place place) {
    /** Where a scorecard is read. */
    enum Place {
        /** By itself: it leads nowhere. */
        FILE,
        /** The first page of the site. */
        FRONT,
        /** The page of one use case on the site. */
        USE_CASE
    }

    static String of(Scorecard scorecard, Audience audience) {
        return of(scorecard, audience, Page.STYLE, Place.FILE);
    }

    /** The page with another style sheet. */
    static String of(Scorecard scorecard, Audience audience, String style) {
        return of(scorecard, audience, style, Place.FILE);
    }

    /** The page with links to the other pages of the site. */
    static String served(Scorecard scorecard, Audience audience, Place place) {
        return of(scorecard, audience, Page.STYLE, place);
    }

    private static String of(Scorecard scorecard, Audience audience, String style, Place place) {
        List<UseCaseCard> cards = scorecard.useCases();
        return Page.of(
                "scorecard.jte",
                new HtmlPage(
                        scorecard,
                        audience,
                        IntStream.range(0, cards.size())
                                .mapToObj(i -> HtmlSection.of(
                                        cards.get(i), scorecard.rowsHash(i), audience, "use-case-" + (i + 1)))
                                .toList(),
                        Claims.of(scorecard),
                        Request.of(scorecard),
                        style,
                        place));
    }

    String title() {
        return place == Place.USE_CASE ? "Scorecard of " + sections.get(0).title() : "Upshot scorecard";
    }

    boolean served() {
        return place != Place.FILE;
    }

    boolean isFront() {
        return place == Place.FRONT;
    }

    String policy() {
        return served() ? Page.sitePolicy() : Page.policy(style);
    }

    String asOf() {
        return When.of(scorecard.asOf());
    }

    /** Use cases, period and maturity. */
    List<String> facts() {
        List<UseCaseCard> cards = scorecard.useCases();
        return List.of(
                cards.size() == 1 ? "1 use case" : cards.size() + " use cases",
                Period.of(cards),
                "as of " + asOf(),
                Period.mature(cards));
    }

    /** How many claims stand here of how many there are; empty if all do. */
    String claimsLeft() {
        int all = Claims.count(scorecard);
        return all == claims.size()
                ? ""
                : claims.size() + " of " + all
                        + " claims: deteriorations first, each use case in its turn, never by size."
                        + " All stand with their use cases below.";
    }

    String maturity() {
        return scorecard.maturity().equals(Judgement.PROVISIONAL) ? "Official and provisional." : "Final.";
    }

    String maturityStatement() {
        return Scorecard.MATURITY_STATEMENT;
    }

    List<QuarantineCount> unassigned() {
        return scorecard.unassignedQuarantine();
    }

    String hash() {
        return scorecard.rowsHash();
    }

    String version() {
        return Product.version();
    }

    boolean hasDurations() {
        return sections.stream().anyMatch(HtmlSection::hasDurations);
    }

    /** Whether the claims name their use case: with one use case its name stands above them. */
    boolean hasSeveral() {
        return sections.size() > 1;
    }

    /** Whether it leads to pages of single use cases, where their tables are. */
    boolean isOverview() {
        return isFront() && hasSeveral();
    }

    /** How many records were refused. */
    static String refused(List<QuarantineCount> counts) {
        long records = counts.stream().mapToLong(QuarantineCount::records).sum();
        return Decimals.count(records) + (records == 1 ? " record" : " records") + " refused";
    }

    static String count(long number) {
        return Decimals.count(number);
    }

    static String label(String text) {
        return Label.clean(text);
    }

    /** The class of the mark beside a verdict. */
    static String mark(Judgement judgement) {
        return Tone.of(judgement.verdict()).code();
    }

    /** Numbers keep to their per cent sign, and prices to what they are of: no line break between them. */
    static String unbroken(String text) {
        return text.replace(" %", "\u00a0%").replace(" × ", "\u00a0×\u00a0");
    }
}
