package dev.upshot.streams.topology;

import dev.upshot.streams.intake.Reason;
import org.jspecify.annotations.Nullable;

/** Whether a tick may move the clock: a wrong one would make everything final, and that cannot be taken back. */
final class TickCheck {

    private static final long DAY = 86_400_000;
    private static final long END_OF_TIME = 253_402_300_800_000L; // the year 10000

    private TickCheck() {}

    /**
     * Why a tick is refused; null if it is not.
     *
     * @param at the moment it says has passed, milliseconds since the epoch
     * @param observed timestamp of its record, milliseconds since the epoch
     */
    static @Nullable Reason refuse(long at, long observed) {
        if (at < 0 || at >= END_OF_TIME) {
            return Reason.BAD_TIME;
        }
        return at - observed > DAY ? Reason.FUTURE : null;
    }
}
