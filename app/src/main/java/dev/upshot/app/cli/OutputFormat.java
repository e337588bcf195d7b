package dev.upshot.app.cli;

/** How data is written to standard output. */
enum OutputFormat {
    /** For people. */
    table,
    /** For programs. */
    json
}
