package dev.upshot.app.page;

import dev.upshot.report.Health;
import dev.upshot.report.ReportException;
import dev.upshot.report.Scorecard;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that the site shows while the database stays as it is. Each page and file is made when it is first asked for, once;
 * the next edition appears with the pages that were read in this one.
 */
final class Edition {
    private static final int OK = 200;

    private final @Nullable Scorecard scorecard;
    private final @Nullable ReportException unreported;
    private final Health health;
    private final Map<Wanted, Once> made = new ConcurrentHashMap<>();

    /**
     * @param scorecard what has been measured; null if there is nothing to report
     * @param unreported why there is none; null if there is
     * @param health how the data are
     */
    Edition(@Nullable Scorecard scorecard, @Nullable ReportException unreported, Health health) {
        this.scorecard = scorecard;
        this.unreported = unreported;
        this.health = health;
    }

    /** @throws ReportException if there is nothing to report */
    Scorecard scorecard() {
        if (scorecard == null) {
            throw Objects.requireNonNull(unreported);
        }
        return scorecard;
    }

    Health health() {
        return health;
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

    /** Makes the pages that were read in an earlier edition, so that their readers need not wait for them. */
    void prepare(Edition earlier, Function<Wanted, Answer> maker) {
        earlier.made.forEach((wanted, once) -> {
            if (once.read && wanted.isPage()) {
                made.computeIfAbsent(wanted, missing -> new Once()).get(wanted, maker);
            }
        });
    }

    boolean saysTheSameAs(Edition other) {
        return Objects.equals(scorecard, other.scorecard)
                && health.equals(other.health)
                && whyUnreported().equals(other.whyUnreported());
    }

    private String whyUnreported() {
        return unreported == null ? "" : String.valueOf(unreported.getMessage());
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
