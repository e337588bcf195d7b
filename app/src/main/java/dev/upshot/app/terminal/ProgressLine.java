package dev.upshot.app.terminal;

import dev.upshot.app.Progress;
import java.util.function.LongSupplier;

/**
 * Tells how far a task is: a line that moves on a terminal, elsewhere a plain line every five seconds.
 */
public final class ProgressLine implements Progress, AutoCloseable {
    private static final long MOVE_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;

    private final Terminal terminal;
    private final String task;
    private final LongSupplier nanoClock;
    private final long startedAt;
    private long toldAt;

    /**
     * @param task what is done, for example {@code simulating}
     * @param nanoClock as {@link System#nanoTime()}
     */
    public ProgressLine(Terminal terminal, String task, LongSupplier nanoClock) {
        this.terminal = terminal;
        this.task = task;
        this.nanoClock = nanoClock;
        this.startedAt = nanoClock.getAsLong();
        this.toldAt = startedAt;
    }

    @Override
    public synchronized void at(long done, long total, String unit) {
        String state = total == UNKNOWN
                ? Numbers.grouped(done) + " " + unit
                : Numbers.grouped(done) + " of " + Numbers.grouped(total) + " " + unit;
        tell(state);
    }

    /** A state that is no count. */
    public synchronized void tell(String state) {
        boolean moving = terminal.capabilities().moving();
        long now = nanoClock.getAsLong();
        if (now - toldAt < (moving ? MOVE_NANOS : PLAIN_NANOS)) {
            return;
        }
        toldAt = now;
        String line = "  " + task + " · " + state + " · " + Numbers.seconds(now - startedAt);
        if (moving) {
            terminal.move(line);
        } else {
            terminal.say(line);
        }
    }

    /** How long it has taken, for people, for example {@code 2.1 s}. */
    public String elapsed() {
        return Numbers.seconds(nanoClock.getAsLong() - startedAt);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        terminal.still();
    }
}
