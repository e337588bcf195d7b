package dev.upshot.app.page;

import dev.upshot.report.ReportException;
import dev.upshot.report.health.Health;
import dev.upshot.report.query.SiteContent;
import dev.upshot.report.scorecard.Scorecard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that the site shows while the database stays as it is. Each page and file is made when it is first asked for, once;
 * the next edition appears with the pages that were read in this one.
 */
final class Edition {
    private static final Logger LOG = LoggerFactory.getLogger(Edition.class);
    private static final int OK = 200;

    private final SiteContent content;
    private final Map<Wanted, Once> made = new ConcurrentHashMap<>();

    /** An edition of what was read. */
    Edition(SiteContent content) {
        this.content = content;
    }

    /** @throws ReportException if it cannot be read, or there is nothing to report */
    Scorecard scorecard() {
        return content.scorecard().get();
    }

    /** @throws ReportException if it cannot be read */
    Health health() {
        return content.health().get();
    }

    /** What a reader is answered; only what there is is kept, so that names made up by readers take no place. */
    Answer answer(Wanted wanted, Function<Wanted, Answer> maker) {
        Once once = made.computeIfAbsent(wanted, missing -> new Once());
        once.read = true;
        Answer answer = null;
        try {
            answer = once.get(wanted, maker);
            return answer;
        } finally {
            if (answer == null || answer.status() != OK) {
                made.remove(wanted, once);
            }
        }
    }

    /**
     * Makes the pages that were read in an earlier edition, so that their readers need not wait for them. One that cannot be made, a
     * fault of ours, is told to whoever asks for it, and to nobody else.
     */
    void prepare(Edition earlier, Function<Wanted, Answer> maker) {
        earlier.made.forEach((wanted, once) -> {
            if (once.read && wanted.isPage()) {
                try {
                    made.computeIfAbsent(wanted, missing -> new Once()).get(wanted, maker);
                } catch (RuntimeException e) {
                    LOG.warn("the page {} cannot be made", wanted, e);
                    made.remove(wanted);
                }
            }
        });
    }

    boolean saysTheSameAs(Edition other) {
        return content.equals(other.content);
    }

    /** One answer, made by whoever comes first while the others wait for it and nobody else does. */
    private static final class Once {
        private volatile boolean read;
        private @Nullable Answer answer;

        synchronized Answer get(Wanted wanted, Function<Wanted, Answer> maker) {
            Answer known = answer;
            if (known == null) {
                known = maker.apply(wanted);
                answer = known;
            }
            return known;
        }
    }
}
