package dev.upshot.report.page;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.health.Health;
import dev.upshot.report.notation.When;
import dev.upshot.report.scorecard.Scorecard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages of the read-only site, and the one that is a file: whole documents of HTML, readable without script. */
public final class WebPages {
    /** Where the content of every page of the site begins; labels are escaped, so nothing else looks like it. */
    private static final String CONTENT = "<main id=\"content\">";

    private WebPages() {}

    /** What a browser may load on any of them: the value of the header {@code Content-Security-Policy}. */
    public static String policy() {
        return Page.sitePolicy() + "; frame-ancestors 'none'";
    }

    /** The script at {@code /page.js} that keeps an open page up to date; every page is whole without it. */
    public static String script() {
        return Page.SCRIPT;
    }

    /** The scorecard by itself: it needs no network and leads nowhere. */
    public static String alone(Scorecard scorecard, Audience audience) {
        return HtmlPage.of(scorecard, audience);
    }

    /** The scorecard by itself with another style sheet; well-formed XML, as every page of it. */
    public static String alone(Scorecard scorecard, Audience audience, String style) {
        return HtmlPage.of(scorecard, audience, style);
    }

    /** What leadership reads: the scorecard, with ways to the details and the downloads. */
    public static String leadership(Scorecard scorecard) {
        return HtmlPage.served(scorecard, Audience.BOARD, HtmlPage.Place.FRONT);
    }

    /** One use case alone; empty if the scorecard has none of this name. */
    public static Optional<String> useCase(Scorecard scorecard, String useCase) {
        return scorecard.useCases().stream()
                .filter(card -> card.useCase().equals(useCase))
                .findFirst()
                .map(card -> HtmlPage.served(
                        new Scorecard(List.of(card), List.of()), Audience.OPERATIONS, HtmlPage.Place.USE_CASE));
    }

    /** One KPI of one candidate for analysts, with the SQL that reproduces its rows; empty if there is none. */
    public static Optional<String> kpi(Scorecard scorecard, String useCase, String kpi, String arm) {
        return KpiPage.of(scorecard, useCase, kpi, arm).map(page -> Page.of("kpi.jte", page));
    }

    /** What a data team looks at. */
    public static String health(Health health) {
        return Page.of("health.jte", new HealthPage(health));
    }

    /** A page that says why there is no other, and looks again by itself. */
    public static String notice(String title, String message) {
        return Page.of("notice.jte", new Notice(title, message, true));
    }

    /** A page for somebody who may not read the site: it leads nowhere. */
    public static String refusal(String title, String message) {
        return Page.of("notice.jte", new Notice(title, message, false));
    }

    /**
     * A page of the site with a notice at the beginning of its content: the database is away, and this is what was read before.
     *
     * @param page the page, whole
     * @param since the database has not answered since then
     * @param read it was as the page shows it then
     * @param grounds what asking it meets with and what to do; empty: not said here
     */
    public static String kept(String page, Instant since, Instant read, String grounds) {
        int at = page.indexOf(CONTENT);
        if (at < 0) {
            throw new IllegalArgumentException("no page of the site");
        }
        int begin = at + CONTENT.length();
        return page.substring(0, begin)
                + Page.of("kept.jte", new KeptNotice(since, read, grounds))
                + page.substring(begin);
    }

    /** The notice of a page that was kept. */
    record KeptNotice(Instant since, Instant read, String grounds) {
        String sinceWhen() {
            return When.of(Optional.of(since));
        }

        String readWhen() {
            return When.of(Optional.of(read));
        }

        /** As a sentence. */
        String why() {
            return grounds.isEmpty() ? "" : sentence(grounds);
        }
    }

    private static String sentence(String message) {
        String clean = Label.clean(message);
        int first = clean.offsetByCodePoints(0, 1);
        return clean.substring(0, first).toUpperCase(Locale.ROOT)
                + clean.substring(first)
                + (clean.endsWith(".") ? "" : ".");
    }

    /**
     * A page that says why there is no other.
     *
     * @param title in a few words
     * @param message what to do; what is to be typed stands between backticks, as in a terminal
     * @param admitted whether the reader may go on to other pages
     */
    record Notice(String title, String message, boolean admitted) {
        String style() {
            return Page.STYLE;
        }

        /** The message as a sentence, in pieces: every second one is to be typed. */
        List<String> pieces() {
            return List.of(sentence(message).split("`", -1));
        }
    }
}
