package dev.upshot.sink;

/** A place to stand still or to fall over, for tests: told of every step on the way into the tables as it is reached. */
interface Failpoint {
    /** The steps, in their order. */
    enum Step {
        /** New epochs are written, not committed. */
        CLAIMING,
        /** The partitions are ours. */
        CLAIMED,
        /** A batch is read and decoded, nothing has begun. */
        DECODED,
        /** The transaction has begun. */
        BEGUN,
        /** The offsets are written, and locked against others. */
        OFFSETS_WRITTEN,
        /** A refused batch is being halved, in search of the record. */
        HALVED,
        /** The rows are written, nothing is committed. */
        ROWS_WRITTEN,
        /** All is committed, and we do not yet know. */
        COMMITTED
    }

    /** Nothing happens. */
    Failpoint NONE = step -> {};

    void reached(Step step);
}
