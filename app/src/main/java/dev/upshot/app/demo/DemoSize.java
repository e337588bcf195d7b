package dev.upshot.app.demo;

import dev.upshot.streams.plan.Plan;

/**
 * What is simulated.
 *
 * @param plan the plan that is measured
 * @param decisions how many decisions
 * @param days over how many days
 * @param seed which of the possible histories
 */
public record DemoSize(Plan plan, long decisions, int days, long seed) {

    /** Tells this simulation from every other one. */
    String fingerprint() {
        return plan.contentHash() + " " + decisions + " " + days + " " + seed;
    }
}
