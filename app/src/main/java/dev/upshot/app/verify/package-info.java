/**
 * The independent recomputation: reads the raw topics again, recomputes every refusal, cell and lift with plain SQL in
 * a scratch schema that is never committed, and compares with the reporting database exactly. It shares no code with
 * the streaming modules, only the contracts of the topics. The SQL, one step a file, lies beside this package's
 * classes and is meant to be read.
 */
@NullMarked
package dev.upshot.app.verify;

import org.jspecify.annotations.NullMarked;
