package dev.upshot.app.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands. */
final class GeneralOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 101,
            description = "On a failure, show where in the code it happened.")
    boolean verbose;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "No colours (also: NO_COLOR, TERM=dumb).")
    boolean noColor;

    boolean verbose() {
        return verbose;
    }
}
