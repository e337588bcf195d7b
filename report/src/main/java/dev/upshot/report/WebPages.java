package dev.upshot.report;

import java.util.List;
import java.util.Optional;

/** The pages of the read-only site: whole documents of HTML, readable without script. */
public final class WebPages {
    private WebPages() {}

    /** What a browser may load on any of them: the value of the header {@code Content-Security-Policy}. */
    public static String policy() {
        return Page.sitePolicy() + "; frame-ancestors 'none'";
    }

    /** The script at {@code /page.js} that keeps an open page up to date; every page is whole without it. */
    public static String script() {
        return Page.SCRIPT;
    }

    /** What leadership reads: the scorecard, with ways to the details and the downloads. */
    public static String leadership(Scorecard scorecard) {
        return HtmlPage.served(scorecard, Audience.BOARD);
    }

    /** One use case alone; empty if the scorecard has none of this name. */
    public static Optional<String> useCase(Scorecard scorecard, String useCase) {
        return scorecard.useCases().stream()
                .filter(card -> card.useCase().equals(useCase))
                .findFirst()
                .map(card -> HtmlPage.served(new Scorecard(List.of(card), List.of()), Audience.OPERATIONS));
    }

    /** One KPI of one candidate for analysts, with the SQL that reproduces its rows; empty if there is none. */
    public static Optional<String> kpi(Scorecard scorecard, String useCase, String kpi, String arm) {
        return KpiPage.of(scorecard, useCase, kpi, arm).map(page -> Page.of("kpi.jte", page));
    }

    /** What a data team looks at. */
    public static String health(Health health) {
        return Page.of("health.jte", health);
    }

    /** A page that says why there is no other. */
    public static String notice(String title, String message) {
        return Page.of("notice.jte", new Notice(title, message));
    }

    /**
     * A page that says why there is no other.
     *
     * @param title in a few words
     * @param message what to do
     */
    record Notice(String title, String message) {
        String style() {
            return Page.STYLE;
        }
    }
}
