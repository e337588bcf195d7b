package dev.upshot.app.simulate;

/** What is peculiar about a simulated event. */
public enum Trait {
    /** Nothing. */
    PLAIN,
    /** The same event once more. */
    DUPLICATE,
    /** Corrects or cancels an earlier one. */
    CORRECTION,
    /** Learned of later than the plan's lateness allows: to be refused. */
    LATE,
    /** Not a proper event of the plan: to be refused. */
    MALFORMED
}
