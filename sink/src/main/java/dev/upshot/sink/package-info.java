/**
 * The reporting database and the one writer it has. Promises that the tables hold the effect of every record read so
 * far exactly once, whatever is killed: rows and offsets change in one transaction, and a writer that has lost its
 * partitions is refused by the database.
 */
@NullMarked
package dev.upshot.sink;

import org.jspecify.annotations.NullMarked;
