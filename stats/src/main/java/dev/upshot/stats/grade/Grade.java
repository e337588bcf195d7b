package dev.upshot.stats.grade;

/** How strong the evidence is that a difference was caused by the decisions. A is the strongest. */
public enum Grade {
    /** Units were given to arms by chance, and the shares and balance are as chance makes them. */
    A,
    /**
     * Arms were chosen with logged probabilities, and each arm had a chance where it is judged; or by chance with shares that
     * cannot be checked.
     */
    B,
    /** Arms were not chosen by chance; what is known of the units is adjusted for. */
    C,
    /** Before and after, or arms compared as they came: other causes are as likely. */
    D;

    /**
     * One grade lower.
     *
     * @return the next grade, D after D
     */
    public Grade lowered() {
        return switch (this) {
            case A -> B;
            case B -> C;
            case C, D -> D;
        };
    }
}
