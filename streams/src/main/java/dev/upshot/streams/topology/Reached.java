package dev.upshot.streams.topology;

import dev.upshot.event.Position;
import java.util.List;

/** How far a measuring task has come, as it tells it to others. */
interface Reached {

    /** The as-of: everything learned before is measured, milliseconds since the epoch; 0 before the first record. */
    long seen();

    /** The lowest clock of all it reads, milliseconds since the epoch; 0 until each has had a tick. */
    long finalClock();

    /** The next offset per source. */
    List<Position> positions();
}
