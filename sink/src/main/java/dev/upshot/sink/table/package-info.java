/**
 * How changes come into the tables: sorted by table, one statement for all rows of a kind, within a transaction that the
 * caller has begun. What else has to happen there lies beside it: months of the ledger are opened, erased subjects are
 * kept out, names that were unknown are judged again. Only
 * {@link dev.upshot.sink.table.Erasure} also has a door of its own, for whoever erases by hand: it begins its transaction
 * itself.
 */
@NullMarked
package dev.upshot.sink.table;

import org.jspecify.annotations.NullMarked;
