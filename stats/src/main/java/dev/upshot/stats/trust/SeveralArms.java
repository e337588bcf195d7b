package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;

/**
 * Subjects that were given to more than one arm: their outcomes belong to both, and blur every difference.
 *
 * <p>The check fails if their share of all subjects exceeds a limit of the plan. It is a count, not a test: no probability belongs to it.
 */
public final class SeveralArms {
    /** The limit that GrowthBook warns at. */
    public static final double USUAL_LIMIT = 0.01;

    private SeveralArms() {}

    /**
     * Checks the share.
     *
     * @param subjectsInSeveralArms 0 to {@code subjects}
     * @param subjects all subjects, 0 to 2<sup>53</sup>
     * @param limit failed above this share, in [0, 1]
     * @return not yet without a subject
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Finding check(long subjectsInSeveralArms, long subjects, double limit) {
        Arguments.checkUnits("subjects", subjects, 0);
        Arguments.checkPart("subjectsInSeveralArms", subjectsInSeveralArms, "subjects", subjects);
        Arguments.checkClosedUnit("limit", limit);
        if (subjects == 0) {
            return Finding.notYet(Check.SUBJECTS_IN_SEVERAL_ARMS);
        }
        double share = (double) subjectsInSeveralArms / (double) subjects;
        Finding.Outcome outcome = share > limit ? Finding.Outcome.FAILED : Finding.Outcome.PASSED;
        return new Finding(Check.SUBJECTS_IN_SEVERAL_ARMS, outcome, 1, share);
    }
}
