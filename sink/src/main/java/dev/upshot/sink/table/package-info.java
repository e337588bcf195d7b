/**
 * How changes come into the tables: sorted by table, one statement for all rows of a kind, within a transaction that the
 * caller has begun. What else has to happen there lies beside it: months of the ledger are opened, erased subjects are
 * kept out, names that were unknown are judged again.
 */
@NullMarked
package dev.upshot.sink.table;

import org.jspecify.annotations.NullMarked;
