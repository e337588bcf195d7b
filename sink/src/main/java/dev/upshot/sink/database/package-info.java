/**
 * The reporting database itself: how it is reached and migrated, who may do what in it, what its failures call for and
 * how long to bear with it. Knows no record and no row.
 */
@NullMarked
package dev.upshot.sink.database;

import org.jspecify.annotations.NullMarked;
