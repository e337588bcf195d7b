package dev.upshot.app.page;

import dev.upshot.app.DaemonThreads;
import dev.upshot.report.ReportException;
import dev.upshot.report.query.CommitMark;
import dev.upshot.report.query.SiteContent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The edition of the site that is out: many readers cost no more than one, and downloads are of what is on the page. */
final class Shelf implements AutoCloseable {
    private final DataSource database;
    private final Pages pages;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(new DaemonThreads("upshot-page-reading"));
    private final Kept<Edition> edition;

    /** How pages are made. */
    interface Pages {
        Answer of(Edition edition, Wanted wanted);
    }

    Shelf(DataSource database, Duration fresh, Pages pages) {
        this.database = database;
        this.pages = pages;
        this.edition = new Kept<>(() -> CommitMark.of(database), this::next, Kept.Ages.fresh(fresh), reading);
        edition.begin();
    }

    /**
     * What there is; while the database is away, of the edition that was out before, and pages say so.
     *
     * @throws ReportException if the database cannot be read and never was, or refuses
     * @throws Kept.Closed if the site is being stopped
     */
    Answer answer(Wanted wanted) {
        Kept.Given<Edition> given = edition.get();
        Edition out = given.value();
        Answer answer = out.answer(wanted, missing -> pages.of(out, missing));
        Kept.Silence silence = given.silence();
        if (silence == null || !wanted.isPage()) {
            return answer;
        }
        return answer.kept(
                silence.since(), silence.read(), wanted.path().equals(Wanted.HEALTH) ? silence.grounds() : "");
    }

    private Edition next(@Nullable Edition before) {
        Edition now = new Edition(SiteContent.read(database));
        if (before != null) {
            if (now.saysTheSameAs(before)) {
                return before;
            }
            now.prepare(before, wanted -> pages.of(now, wanted));
        }
        return now;
    }

    @Override
    public void close() {
        edition.close();
        reading.shutdownNow();
    }
}
