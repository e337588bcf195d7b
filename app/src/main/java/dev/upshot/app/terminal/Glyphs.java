package dev.upshot.app.terminal;

import java.util.Map;

/** Writes a text with the characters a terminal has. */
final class Glyphs {
    private static final Map<Integer, String> ASCII = Map.ofEntries(
            Map.entry((int) '✓', "ok"),
            Map.entry((int) '✗', "NO"),
            Map.entry((int) '·', "-"),
            Map.entry((int) '…', "..."),
            Map.entry((int) '–', "-"),
            Map.entry((int) '−', "-"),
            Map.entry((int) '→', "->"),
            Map.entry((int) '×', "x"),
            Map.entry((int) '±', "+/-"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '\u202f', " "),
            Map.entry((int) '\u00a0', " "));

    private Glyphs() {}

    static String fit(String text, boolean unicode) {
        if (unicode || text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 128) {
                fitted.append((char) c);
            } else {
                fitted.append(ASCII.getOrDefault(c, "?"));
            }
        });
        return fitted.toString();
    }
}
