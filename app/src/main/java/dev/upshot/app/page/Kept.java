package dev.upshot.app.page;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the database, kept until that has changed. A reader is given what is there while it is looked at again
 * behind his back; only the first one, and who comes after a pause, waits for it.
 */
final class Kept<T> {
    private static final Duration TOO_OLD = Duration.ofMinutes(1);
    /** A reading that took long rests so many times as long: open pages keep the database busy for a tenth of the time at most. */
    private static final int RESTS = 9;

    private final Supplier<String> mark;
    private final UnaryOperator<@Nullable T> next;
    private final Duration fresh;
    private final Executor background;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Look<T> last;

    /**
     * @param mark differs after every change of the database
     * @param next reads anew, given what was read before; may return that if it is the same
     * @param fresh how long it is not looked at again
     * @param background where to look behind a reader's back
     */
    Kept(Supplier<String> mark, UnaryOperator<@Nullable T> next, Duration fresh, Executor background) {
        this.mark = mark;
        this.next = next;
        this.fresh = fresh;
        this.background = background;
    }

    /** Looks for the first time, behind everybody's back. */
    void begin() {
        background.execute(() -> lookUnlessYoungerThan(TOO_OLD));
    }

    /**
     * What was read at most a minute ago, or longer where reading takes more than some seconds.
     *
     * @throws RuntimeException what reading it threw
     */
    T get() {
        Look<T> look = last;
        if (look == null || look.isOlderThan(TOO_OLD)) {
            return lookUnlessYoungerThan(TOO_OLD).value();
        }
        if (look.isOlderThan(fresh) && looking.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    lookUnlessYoungerThan(fresh);
                } finally {
                    looking.set(false);
                }
            });
        }
        return look.value();
    }

    /** Looks at the database, unless another did so while this one waited for its turn. */
    private synchronized Look<T> lookUnlessYoungerThan(Duration age) {
        Look<T> before = last;
        if (before != null && !before.isOlderThan(age)) {
            return before;
        }
        Look<T> now = after(before);
        last = now;
        return now;
    }

    private Look<T> after(@Nullable Look<T> before) {
        long begin = System.nanoTime();
        try {
            String changed = mark.get();
            T known = before == null ? null : before.read;
            T read = known != null && before != null && before.mark.equals(changed) ? known : next.apply(known);
            return new Look<>(changed, read, null, System.nanoTime() - begin);
        } catch (RuntimeException e) {
            return new Look<>("", null, e, 0);
        }
    }

    /** One look: what was read, or why it could not be. */
    private static final class Look<T> {
        private final String mark;
        private final @Nullable T read;
        private final @Nullable RuntimeException failure;
        private final long restNanos;
        private final long at = System.nanoTime();

        Look(String mark, @Nullable T read, @Nullable RuntimeException failure, long tookNanos) {
            this.mark = mark;
            this.read = read;
            this.failure = failure;
            this.restNanos = RESTS * tookNanos;
        }

        T value() {
            if (read == null) {
                throw failure == null ? new IllegalStateException("neither read nor failed") : failure;
            }
            return read;
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - at > Math.max(restNanos, age.toNanos());
        }
    }
}
