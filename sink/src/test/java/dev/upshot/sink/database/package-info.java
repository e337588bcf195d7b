/** The database without the sink: migrated, connected to, described. */
@NullMarked
package dev.upshot.sink.database;

import org.jspecify.annotations.NullMarked;
