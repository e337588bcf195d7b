/**
 * The {@code upshot} command: one class per subcommand, each thin: it reads its options, calls what does the work, shows
 * what came of it. Options and exit codes are a contract; the golden files of the tests hold their help texts.
 */
@NullMarked
package dev.upshot.app.cli;

import org.jspecify.annotations.NullMarked;
