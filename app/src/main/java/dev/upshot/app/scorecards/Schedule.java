package dev.upshot.app.scorecards;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.Audience;
import dev.upshot.report.ReportException;
import dev.upshot.report.form.Format;
import dev.upshot.report.form.ReportRun;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.report.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the official scorecard whenever the log's final clock has passed the next whole period, counted from 1970 UTC.
 * Wall-clock time decides only when we look. What was missed while it did not run is not made up for: the last edition is
 * what counts, and an earlier one is {@code report --as-of} away.
 */
public final class Schedule implements AutoCloseable {
    /** What its connections should bear of the database's silence: no look of a schedule that runs for months may be its last. */
    public static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LAST_EDITION = Duration.ofSeconds(60);

    private final What what;
    private final DataSource database;
    private final Editions editions;
    private final @Nullable ScorecardTopic topic;
    private final Terminal terminal;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean begun;
    private String told = "";

    /**
     * What is written.
     *
     * @param every the period, at least a second
     * @param useCases the use cases; empty: all
     * @param audience whose words
     * @param formats the forms
     */
    public record What(Duration every, Set<String> useCases, Audience audience, Set<Format> formats) {}

    /**
     * A schedule that has not begun.
     *
     * @param what what is written
     * @param database the reporting database
     * @param editions where to
     * @param topic where claims are published; null: nowhere
     * @param terminal told of each edition, and of what it waits for
     */
    public Schedule(
            What what, DataSource database, Editions editions, @Nullable ScorecardTopic topic, Terminal terminal) {
        this.what = what;
        this.database = database;
        this.editions = editions;
        this.topic = topic;
        this.terminal = terminal;
    }

    /** Writes edition after edition until it is closed. */
    public void run() throws InterruptedException {
        begun = true;
        try {
            do {
                look();
            } while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            stopped.countDown();
        }
    }

    /** Writes what is due; what is away is waited for. */
    void look() {
        try {
            Optional<Instant> due = ScorecardQuery.officialUpTo(database, what.useCases())
                    .map(this::periodEnd)
                    .filter(end -> editions.latest().map(end::isAfter).orElse(true));
            if (due.isEmpty() || write(due.get())) {
                told = "";
            }
        } catch (ReportException e) {
            if (e.kind() == ReportException.Kind.OUTPUT_NOT_WRITABLE) {
                throw e;
            }
            waitFor(e);
        } catch (KafkaException e) {
            waitFor(e);
        }
    }

    /** The topic first: were we killed between the two, the edition would be written, and nothing published, again. False: not yet. */
    private boolean write(Instant moment) {
        Scorecard scorecard = ScorecardQuery.read(database, what.useCases(), moment);
        if (topic != null) {
            try {
                topic.publish(scorecard, what.audience());
            } catch (CommandFailure e) {
                waitFor(e);
                return false;
            }
        }
        terminal.print(
                editions.put(moment, folder -> ReportRun.write(scorecard, what.audience(), what.formats(), folder))
                        .toString());
        return true;
    }

    private Instant periodEnd(Instant clock) {
        long millis = clock.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, what.every().toMillis()));
    }

    private void waitFor(Exception reason) {
        String message = String.valueOf(reason.getMessage());
        if (!message.equals(told)) {
            terminal.warn(message);
            told = message;
        }
    }

    /** Ends it; an edition that is being written is finished first. */
    @Override
    public void close() {
        stop.countDown();
        if (begun) {
            try {
                boolean unused = stopped.await(LAST_EDITION.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
