package dev.upshot.app.plans;

import dev.upshot.streams.plan.Plan;

/**
 * A plan as it stands in the topic.
 *
 * @param generation the plans it was published with
 */
record PublishedPlan(String generation, Plan plan) {}
