package dev.upshot.app.page;

import dev.upshot.report.Format;
import dev.upshot.report.Scorecard;
import dev.upshot.report.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which page an address names. */
final class Routes {
    private final Shelf shelf;

    Routes(Shelf shelf) {
        this.shelf = shelf;
    }

    Answer answer(String path, Query query) {
        return switch (path) {
            case "/" -> Answer.page(200, shelf.made("/", Routes::front));
            case "/use-case" ->
                found(WebPages.useCase(shelf.scorecard(), query.text("name").orElse("")));
            case "/kpi" ->
                found(WebPages.kpi(
                        shelf.scorecard(),
                        query.text("use_case").orElse(""),
                        query.text("kpi").orElse(""),
                        query.text("arm").orElse("")));
            case "/health" -> Answer.page(200, WebPages.health(shelf.health()));
            case "/scorecard.html" -> file(Format.HTML, "text/html; charset=utf-8");
            case "/scorecard.pdf" -> file(Format.PDF, "application/pdf");
            case "/scorecard.xlsx" ->
                file(Format.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            case "/scorecard.csv" -> file(Format.CSV, "text/csv; charset=utf-8");
            case "/scorecard.json" -> file(Format.JSON, "application/json");
            default -> found(Optional.empty());
        };
    }

    private static byte[] front(Scorecard scorecard) {
        return WebPages.leadership(scorecard).getBytes(StandardCharsets.UTF_8);
    }

    private Answer file(Format format, String type) {
        return Answer.file(type, format.fileName(), shelf.file(format));
    }

    private static Answer found(Optional<String> page) {
        return page.map(html -> Answer.page(200, html))
                .orElseGet(() -> Answer.page(
                        404, WebPages.notice("Not here", "The scorecard has the way to every page there is.")));
    }
}
