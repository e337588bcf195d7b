/**
 * Cells: exact, mergeable, retractable moments per arm, segment values and cohort day. Integers form a group, so adding
 * and subtracting in any order gives the same bytes.
 */
@NullMarked
package dev.upshot.streams.cell;

import org.jspecify.annotations.NullMarked;
