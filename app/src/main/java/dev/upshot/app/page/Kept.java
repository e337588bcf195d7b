package dev.upshot.app.page;

import static dev.upshot.report.ReportException.Kind.DATABASE_UNAVAILABLE;

import dev.upshot.report.ReportException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the database, kept until that has changed, and while the database is away. A reader is given what is there
 * while it is looked at again behind his back; only the first ones, and who comes after a pause, wait for it.
 */
final class Kept<T> {
    /** A look that took long rests so many times as long, also if it failed: open pages keep the database busy for a tenth of the time at most. */
    private static final int RESTS = 9;

    private final Supplier<String> mark;
    private final UnaryOperator<@Nullable T> next;
    private final Ages ages;
    private final Executor background;
    private final LongSupplier nanos;
    private volatile @Nullable Look<T> last;
    private @Nullable Asked<T> asked;
    private boolean closed;

    /**
     * @param mark differs after every change of the database
     * @param next reads anew, given what was read before; may return that if it is the same
     * @param background where to look: behind a reader's back, one look at a time
     */
    Kept(Supplier<String> mark, UnaryOperator<@Nullable T> next, Ages ages, Executor background) {
        this(mark, next, ages, background, System::nanoTime);
    }

    /** By another clock of looks, in nanoseconds. */
    Kept(Supplier<String> mark, UnaryOperator<@Nullable T> next, Ages ages, Executor background, LongSupplier nanos) {
        this.mark = mark;
        this.next = next;
        this.ages = ages;
        this.background = background;
        this.nanos = nanos;
    }

    /**
     * How long what was read will do.
     *
     * @param fresh until then it is not looked at again
     * @param old from then on a reader waits for the next look
     * @param patience how long that look may take before the reader is given what is kept all the same; who comes before
     *     anything was read waits so long for it
     */
    record Ages(Duration fresh, Duration old, Duration patience) {
        static Ages fresh(Duration fresh) {
            return new Ages(fresh, Duration.ofMinutes(1), Duration.ofSeconds(10));
        }
    }

    /**
     * What a reader is given.
     *
     * @param value what was read
     * @param silence since when the database has not answered; null: it has
     */
    record Given<T>(T value, @Nullable Silence silence) {}

    /**
     * How long the database has not answered.
     *
     * @param since the moment of the first look that found nothing
     * @param read the moment of the last one before, at which it was as it is shown
     * @param grounds what the latest look met with
     */
    record Silence(Instant since, Instant read, String grounds) {}

    /** Nothing is given any more: the site is being stopped. */
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closed(@Nullable Throwable cause) {
            super("the site is being stopped", cause);
        }
    }

    /** Looks for the first time, behind everybody's back. */
    void begin() {
        look();
    }

    /**
     * What was read at most a minute ago, or longer where reading takes more than some seconds; while the database is away,
     * what was read last.
     *
     * @throws ReportException if nothing was ever read and the database cannot be, or does not answer in time
     * @throws Closed after {@link #close}, also to whom waits
     * @throws RuntimeException what reading it threw, if the database is there and refuses
     */
    Given<T> get() {
        Look<T> look = last;
        if (look == null) {
            return look().within(ages.patience)
                    .orElseThrow(() -> new ReportException(
                            DATABASE_UNAVAILABLE,
                            "the reporting database has been asked and has not answered yet: if it stays so, check that it"
                                    + " is running"))
                    .given();
        }
        long now = nanos.getAsLong();
        if (!look.isOlderThan(ages.fresh, now)) {
            return look.given();
        }
        Asked<T> another = look();
        return look.isOlderThan(ages.old, now)
                ? another.orElse(look, ages.patience).given()
                : look.given();
    }

    /** Looks no more. */
    synchronized void close() {
        closed = true;
        if (asked != null) {
            asked.look.cancel(true);
        }
    }

    private synchronized Asked<T> look() {
        if (closed) {
            throw new Closed(null);
        }
        Asked<T> now = asked;
        if (now == null || now.look.isDone()) {
            now = new Asked<>(Instant.now(), CompletableFuture.supplyAsync(this::looked, background));
            asked = now;
        }
        return now;
    }

    private Look<T> looked() {
        Look<T> now = after(last);
        last = now;
        return now;
    }

    private Look<T> after(@Nullable Look<T> before) {
        long begin = nanos.getAsLong();
        Instant at = Instant.now();
        try {
            String changed = mark.get();
            T known = before == null ? null : before.read;
            T read = known != null && before != null && before.mark.equals(changed) ? known : next.apply(known);
            long end = nanos.getAsLong();
            return new Look<>(changed, read, at, null, null, RESTS * (end - begin), end);
        } catch (RuntimeException e) {
            long end = nanos.getAsLong();
            long rest = RESTS * (end - begin);
            if (!(e instanceof ReportException why && why.kind() == DATABASE_UNAVAILABLE)) {
                return new Look<>("", null, at, null, e, rest, end);
            }
            // Nobody works at what was not answered, and whoever is back is to be found soon.
            long soon = Math.min(rest, ages.old.toNanos());
            return before == null
                    ? new Look<>("", null, at, null, e, soon, end)
                    : before.unanswered(at, String.valueOf(e.getMessage()), e, soon, end);
        }
    }

    /** A look that has begun. */
    private record Asked<T>(Instant at, CompletableFuture<Look<T>> look) {
        /** What it finds; if it has taken too long, what the one before found. */
        Look<T> orElse(Look<T> before, Duration patience) {
            return within(patience.minus(Duration.between(at, Instant.now())))
                    .orElseGet(() -> before.unanswered(
                            at, "the database has been asked and does not answer", before.failure, 0, before.atNanos));
        }

        /** What it finds; empty if whoever waits so long has not seen it. */
        Optional<Look<T>> within(Duration wait) {
            try {
                return Optional.of(look.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (CancellationException e) {
                throw new Closed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Closed(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * One look: what was read, by this look or an earlier one, or why it could not be.
     *
     * @param restNanos so long the database is left alone after it
     * @param atNanos when it ended, by the clock of looks
     */
    private record Look<T>(
            String mark,
            @Nullable T read,
            Instant readAt,
            @Nullable Silence silence,
            @Nullable RuntimeException failure,
            long restNanos,
            long atNanos) {

        /** A look after this one that found no database; the next that does reads all anew, for it may be another. */
        Look<T> unanswered(
                Instant moment, String grounds, @Nullable RuntimeException why, long itsRestNanos, long itsEndNanos) {
            Instant since = silence == null ? moment : silence.since();
            return new Look<>("", read, readAt, new Silence(since, readAt, grounds), why, itsRestNanos, itsEndNanos);
        }

        Given<T> given() {
            if (read == null) {
                throw failure == null ? new IllegalStateException("neither read nor failed") : failure;
            }
            return new Given<>(read, silence);
        }

        boolean isOlderThan(Duration age, long nowNanos) {
            return nowNanos - atNanos > Math.max(restNanos, age.toNanos());
        }
    }
}
