package dev.upshot.app.page;

import dev.upshot.report.Audience;
import dev.upshot.report.ReportException;
import dev.upshot.report.form.Format;
import dev.upshot.report.page.WebPages;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;

/** Which page an address names. */
final class Routes implements AutoCloseable {
    private static final Answer SCRIPT = Answer.of("text/javascript; charset=utf-8", WebPages.script());

    private final Shelf shelf;

    /**
     * @param database the reporting database, read as {@code upshot_analyst}
     * @param fresh how long what was read is not looked at again
     */
    Routes(DataSource database, Duration fresh) {
        shelf = new Shelf(database, fresh, Routes::made);
    }

    /** @throws ReportException if the database cannot be read */
    Answer answer(Wanted wanted) {
        return wanted.path().equals(Wanted.SCRIPT) ? SCRIPT : shelf.answer(wanted);
    }

    private static Answer made(Edition edition, Wanted wanted) {
        try {
            return switch (wanted.path()) {
                case Wanted.FRONT -> Answer.page(200, WebPages.leadership(edition.scorecard()));
                case Wanted.USE_CASE -> found(WebPages.useCase(edition.scorecard(), wanted.useCase()));
                case Wanted.KPI ->
                    found(WebPages.kpi(edition.scorecard(), wanted.useCase(), wanted.kpi(), wanted.arm()));
                case Wanted.HEALTH -> Answer.page(200, WebPages.health(edition.health()));
                default -> download(edition, wanted.path());
            };
        } catch (ReportException e) {
            return Answer.unreadable(e);
        }
    }

    /** The scorecard in one of its forms, for the board, each under the name of its file. */
    private static Answer download(Edition edition, String path) {
        return Arrays.stream(Format.values())
                .filter(format -> path.equals("/" + format.fileName()))
                .findFirst()
                .map(format -> Answer.file(
                        format.mediaType(), format.fileName(), format.bytes(edition.scorecard(), Audience.BOARD)))
                .orElseGet(() -> found(Optional.empty()));
    }

    private static Answer found(Optional<String> page) {
        return page.map(html -> Answer.page(200, html))
                .orElseGet(() -> Answer.notice(
                        404,
                        "Not here",
                        "There is no page at this address, or no longer. The scorecard leads to every page there is."));
    }

    @Override
    public void close() {
        shelf.close();
    }
}
