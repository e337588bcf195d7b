package dev.upshot.sink.database;

import java.util.Map;

/** What PostgreSQL's states and their classes mean, in the words an operator should read without looking a code up. */
final class SqlState {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("08", "the connection broke"),
            Map.entry("08001", "it cannot be reached"),
            Map.entry("08004", "it turns connections away"),
            Map.entry("21", "a value cannot be stored"),
            Map.entry("21000", "a row would be written twice by one statement"),
            Map.entry("22", "a value cannot be stored"),
            Map.entry("22003", "a number is out of range"),
            Map.entry("22008", "a date is out of range"),
            Map.entry("22021", "a text holds what its encoding cannot"),
            Map.entry("22P02", "a value cannot be read as its column's type"),
            Map.entry("22P05", "a text holds what its encoding cannot"),
            Map.entry("23", "a value cannot be stored"),
            Map.entry("23001", "an official reading would be changed"),
            Map.entry("23502", "a value is missing"),
            Map.entry("23503", "a row refers to none"),
            Map.entry("23505", "a row exists already"),
            Map.entry("23514", "a check does not hold"),
            Map.entry("25006", "it is a standby and only reads"),
            Map.entry("25P03", "we stood still in a transaction for too long"),
            Map.entry("25P04", "a transaction took too long"),
            Map.entry("40", "the transaction was rolled back"),
            Map.entry("40001", "it met another transaction"),
            Map.entry("40P01", "a deadlock chose us"),
            Map.entry("53", "it lacks a resource"),
            Map.entry("53100", "its disk is full"),
            Map.entry("53200", "it is out of memory"),
            Map.entry("53300", "it has too many connections"),
            Map.entry("54", "a value cannot be stored"),
            Map.entry("55P03", "a lock was not to be had"),
            Map.entry("57", "somebody intervened"),
            Map.entry("57014", "a statement took too long or was cancelled"),
            Map.entry("57P01", "an administrator shut it down"),
            Map.entry("57P02", "it crashed"),
            Map.entry("57P03", "it starts up or shuts down"),
            Map.entry("58", "its operating system failed"),
            Map.entry("XX001", "data are corrupted"),
            Map.entry("XX002", "an index is corrupted"));

    private SqlState() {}

    /** The words of a state, or of its class where it needs none of its own. */
    static String words(String state) {
        String ofClass = WORDS.getOrDefault(classOf(state), "the database refuses");
        return WORDS.getOrDefault(state, ofClass);
    }

    /** The first two characters. */
    static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }
}
