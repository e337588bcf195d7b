package dev.upshot.report.sentence;

import dev.upshot.report.Audience;
import dev.upshot.report.card.Reading;

/** A reading in words: what may be claimed of an official one, what a live one shows. */
public final class Sentence {
    private Sentence() {}

    /** The sentence, as plain text on one line. */
    public static String of(Reading reading, Audience audience) {
        return reading.judgement().isFinal() ? FindingSentence.of(reading, audience) : ReadingSentence.of(reading);
    }
}
