package dev.upshot.app.publish;

/** Whether time passes in the log together with published history. */
public enum Ticks {
    /** A tick after each observed day: what was published becomes final. */
    DAILY,
    /** No tick: more of the same time may follow. */
    NONE
}
