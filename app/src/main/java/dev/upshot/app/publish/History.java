package dev.upshot.app.publish;

/** Whether what is published tells all of its time. */
public enum History {
    /** More of the same time may follow, in any order. */
    OPEN,
    /** Nothing that was observed before the last observed time is to follow: what has been measured becomes final. */
    COMPLETE
}
