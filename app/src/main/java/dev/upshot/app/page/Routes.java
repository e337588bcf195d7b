package dev.upshot.app.page;

import dev.upshot.report.Format;
import dev.upshot.report.Scorecard;
import dev.upshot.report.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
            default -> download(path);
        };
    }

    private static byte[] front(Scorecard scorecard) {
        return WebPages.leadership(scorecard).getBytes(StandardCharsets.UTF_8);
    }

    /** The scorecard in one of its forms, each under the name of its file. */
    private Answer download(String path) {
        return Arrays.stream(Format.values())
                .filter(format -> path.equals("/" + format.fileName()))
                .findFirst()
                .map(format -> Answer.file(format.mediaType(), format.fileName(), shelf.file(format)))
                .orElseGet(() -> found(Optional.empty()));
    }

    private static Answer found(Optional<String> page) {
        return page.map(html -> Answer.page(200, html))
                .orElseGet(() -> Answer.notice(404, "Not here", "The scorecard has the way to every page there is."));
    }
}
