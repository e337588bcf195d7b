/**
 * What a task remembers, each kind in a book over its stores: journeys and when they may go, cells and what goes beside them, lifts, progress,
 * decision ids. A processor opens the books of its task, and writes in them record by record.
 */
@NullMarked
package dev.upshot.streams.topology.book;

import org.jspecify.annotations.NullMarked;
