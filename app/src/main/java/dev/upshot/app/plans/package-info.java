/** The published plans: what is measured, by generation, kept in a compacted topic. */
@NullMarked
package dev.upshot.app.plans;

import org.jspecify.annotations.NullMarked;
