package dev.upshot.sink;

/** A place to stand still or to fall over, for tests: told of every step of a write as it is reached. */
interface Failpoint {
    /** The steps of a write, in their order. */
    enum Step {
        BEGUN,
        OFFSETS_WRITTEN,
        ROWS_WRITTEN,
        COMMITTED
    }

    /** Nothing happens. */
    Failpoint NONE = step -> {};

    void reached(Step step);
}
