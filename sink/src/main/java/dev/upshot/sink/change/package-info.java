/**
 * What one record changes in the tables: a {@link dev.upshot.sink.change.Change} is the rows that go and the rows that
 * come. Knows the topics' records and the tables' columns, and neither Kafka nor JDBC. Whoever adds a kind of record or
 * a column begins here.
 */
@NullMarked
package dev.upshot.sink.change;

import org.jspecify.annotations.NullMarked;
