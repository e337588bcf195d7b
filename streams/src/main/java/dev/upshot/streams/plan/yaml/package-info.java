/**
 * How a plan is read from YAML. {@link dev.upshot.streams.plan.yaml.PlanReader} refuses everything that this version cannot measure, with
 * file, line and field; nothing in a plan is ignored silently. The page {@code docs/plan.md} is the reference of the format.
 */
@NullMarked
package dev.upshot.streams.plan.yaml;

import org.jspecify.annotations.NullMarked;
