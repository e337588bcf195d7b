/**
 * The sink: reads records, claims their partitions and writes what they change. Promises that the tables hold the effect
 * of every record read so far exactly once, whatever is killed: rows and offsets change in one transaction, and a writer
 * that has lost its partitions is refused by the database.
 *
 * <p>The loop and its one transaction lie here; what a record changes in {@code change}, how that comes into the tables
 * in {@code table}, the database itself in {@code database}. Arrows point from here to the three, and from {@code table}
 * to the other two, which know nobody.
 */
@NullMarked
package dev.upshot.sink;

import org.jspecify.annotations.NullMarked;
