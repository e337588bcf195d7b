package dev.upshot.stats.grade;

import dev.upshot.stats.trust.TrustReport;
import java.util.Locale;

/** How units came to their arms. */
public enum Design {
    /** By chance, with fixed shares. */
    RANDOMIZED(Grade.A),
    /** By chance, as is said, with shares that nobody wrote down: whether they came out so cannot be checked. */
    RANDOMIZED_UNCHECKED(Grade.B),
    /** By a policy whose probabilities were logged. */
    LOGGED_PROPENSITY(Grade.B),
    /** As it happened, adjusted for what is known of the units. */
    ADJUSTED(Grade.C),
    /** As it happened, or one arm before the other. */
    OBSERVATIONAL(Grade.D);

    private final Grade grade;

    Design(Grade grade) {
        this.grade = grade;
    }

    /**
     * The grade if nothing speaks against it.
     *
     * @return the best grade this design allows
     */
    public Grade grade() {
        return grade;
    }

    /**
     * The grade that the checks leave.
     *
     * @param trust what they found
     * @return D if the arms are not comparable, one grade lower after another failure, else {@link #grade()}
     */
    public Grade grade(TrustReport trust) {
        if (trust.comparabilityBroken()) {
            return Grade.D;
        }
        return trust.sound() ? grade : grade.lowered();
    }

    /**
     * The name in plans and tables.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
