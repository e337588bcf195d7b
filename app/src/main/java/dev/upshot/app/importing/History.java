package dev.upshot.app.importing;

/** Whether an import tells all of its time. */
public enum History {
    /** More files of the same time may follow, in any order. */
    OPEN,
    /** Nothing that was observed before the last observed time is to follow: what has been measured becomes final. */
    COMPLETE
}
