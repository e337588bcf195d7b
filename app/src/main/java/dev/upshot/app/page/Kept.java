package dev.upshot.app.page;

import dev.upshot.report.ReportException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the database, kept until that has changed, and while the database is away. A reader is given what is there
 * while it is looked at again behind his back; only the first one, and who comes after a pause, waits for it.
 */
final class Kept<T> {
    /** A reading that took long rests so many times as long: open pages keep the database busy for a tenth of the time at most. */
    private static final int RESTS = 9;

    private final Supplier<String> mark;
    private final UnaryOperator<@Nullable T> next;
    private final Ages ages;
    private final Executor background;
    private volatile @Nullable Look<T> last;
    private @Nullable Asked<T> asked;

    /**
     * @param mark differs after every change of the database
     * @param next reads anew, given what was read before; may return that if it is the same
     * @param background where to look: behind a reader's back, one look at a time
     */
    Kept(Supplier<String> mark, UnaryOperator<@Nullable T> next, Ages ages, Executor background) {
        this.mark = mark;
        this.next = next;
        this.ages = ages;
        this.background = background;
    }

    /**
     * How long what was read will do.
     *
     * @param fresh until then it is not looked at again
     * @param old from then on a reader waits for the next look
     * @param patience how long that look may take before the reader is given what is kept all the same
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

    /** Looks for the first time, behind everybody's back. */
    void begin() {
        look();
    }

    /**
     * What was read at most a minute ago, or longer where reading takes more than some seconds; while the database is away,
     * what was read last.
     *
     * @throws RuntimeException what reading it threw, if nothing was ever read or the database is there and refuses
     */
    Given<T> get() {
        Look<T> look = last;
        if (look == null) {
            return look().look.join().given();
        }
        if (look.isOlderThan(ages.fresh)) {
            Asked<T> now = look();
            return look.isOlderThan(ages.old) ? now.orElse(look, ages.patience).given() : look.given();
        }
        return look.given();
    }

    private synchronized Asked<T> look() {
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
        long begin = System.nanoTime();
        Instant at = Instant.now();
        try {
            String changed = mark.get();
            T known = before == null ? null : before.read;
            T read = known != null && before != null && before.mark.equals(changed) ? known : next.apply(known);
            return new Look<>(changed, read, at, null, null, RESTS * (System.nanoTime() - begin));
        } catch (RuntimeException e) {
            boolean away = e instanceof ReportException why && why.kind() == ReportException.Kind.DATABASE_UNAVAILABLE;
            return before != null && away
                    ? before.unanswered(at, String.valueOf(e.getMessage()), e)
                    : new Look<>("", null, at, null, e, 0);
        }
    }

    /** A look that has begun. */
    private record Asked<T>(Instant at, CompletableFuture<Look<T>> look) {
        /** What it finds; if it has taken too long, what the one before found. */
        Look<T> orElse(Look<T> before, Duration patience) {
            try {
                Duration left = patience.minus(Duration.between(at, Instant.now()));
                return look.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return before.unanswered(at, "the database has been asked and does not answer", null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** One look: what was read, by this look or an earlier one, or why it could not be. */
    private static final class Look<T> {
        private final String mark;
        private final @Nullable T read;
        private final Instant readAt;
        private final @Nullable Silence silence;
        private final @Nullable RuntimeException failure;
        private final long restNanos;
        private final long at = System.nanoTime();

        Look(
                String mark,
                @Nullable T read,
                Instant readAt,
                @Nullable Silence silence,
                @Nullable RuntimeException failure,
                long restNanos) {
            this.mark = mark;
            this.read = read;
            this.readAt = readAt;
            this.silence = silence;
            this.failure = failure;
            this.restNanos = restNanos;
        }

        /** A look after this one that found no database; the next that does reads all anew, for it may be another. */
        Look<T> unanswered(Instant moment, String grounds, @Nullable RuntimeException why) {
            Instant since = silence == null ? moment : silence.since();
            return new Look<>("", read, readAt, new Silence(since, readAt, grounds), why == null ? failure : why, 0);
        }

        Given<T> given() {
            if (read == null) {
                throw failure == null ? new IllegalStateException("neither read nor failed") : failure;
            }
            return new Given<>(read, silence);
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - at > Math.max(restNanos, age.toNanos());
        }
    }
}
