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
    /** Ends of words of one thing: success, bonus, analysis, bias. */
    private static final Set<String> SINGULAR = Set.of("ss", "us", "is", "as");

    private Plural() {}

    /** Of a name in words. */
    static boolean is(String name) {
        String head = "";
        for (String word : name.toLowerCase(Locale.ROOT).split(" +")) {
            if (PREPOSITIONS.contains(word)) {
                break;
            }
            head = word;
        }
        return head.length() > 2 && head.endsWith("s") && !SINGULAR.contains(head.substring(head.length() - 2));
    }
}
