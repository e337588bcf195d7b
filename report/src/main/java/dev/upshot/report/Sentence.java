package dev.upshot.report;

/** A reading in words: what may be claimed of an official one, what a live one shows. */
final class Sentence {
    private Sentence() {}

    /** The sentence, as plain text on one line. */
    static String of(Reading reading, Audience audience) {
        return reading.judgement().isFinal() ? FindingSentence.of(reading, audience) : ReadingSentence.of(reading);
    }
}
