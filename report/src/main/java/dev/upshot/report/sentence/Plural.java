package dev.upshot.report.sentence;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a KPI's name speaks of several things, so that a sentence says "complaints are" and "complaint rate is". Judged
 * by the ending of the noun that the name is about, in English: a name may say anything, and a wrong guess costs no more
 * than grammar.
 */
final class Plural {
    private static final Set<String> PREPOSITIONS = Set.of(
            "per", "of", "to", "in", "from", "with", "without", "by", "for", "at", "on", "until", "after", "before",
            "within");
    /** What was done with the thing: units sold. Others end in -ed. */
    private static final Set<String> PARTICIPLES =
            Set.of("kept", "left", "lost", "made", "paid", "sent", "sold", "spent", "won");

    /** Ends of words of one thing: success, bonus, analysis. */
    private static final Set<String> SINGULAR = Set.of("ss", "us", "is");

    private static final Set<String> SINGULAR_WORDS = Set.of("alias", "bias", "canvas", "chaos", "gas", "lens", "news");

    private Plural() {}

    /** Of a name in words. */
    static boolean is(String name) {
        String head = "";
        for (String word : name.toLowerCase(Locale.ROOT).split(" +")) {
            if (!head.isEmpty() && isBehindTheNoun(word)) {
                break;
            }
            head = word;
        }
        return head.length() > 2
                && head.endsWith("s")
                && !SINGULAR.contains(head.substring(head.length() - 2))
                && !SINGULAR_WORDS.contains(head);
    }

    private static boolean isBehindTheNoun(String word) {
        return PREPOSITIONS.contains(word)
                || PARTICIPLES.contains(word)
                || word.endsWith("ed")
                || !Character.isLetter(word.codePointAt(0));
    }
}
