/** What the result topics hold: records of cells, of the ledger and of what goes beside them, and the keys of all. Pure translation. */
@NullMarked
package dev.upshot.streams.topology.published;

import org.jspecify.annotations.NullMarked;
