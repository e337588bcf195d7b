/**
 * Generates the jOOQ model of the reporting database from its migrations, at build time only. Promises that the same
 * migrations give the same sources, and that nothing is started when nothing has changed.
 */
@NullMarked
package dev.upshot.codegen;

import org.jspecify.annotations.NullMarked;
