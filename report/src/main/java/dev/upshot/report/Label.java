package dev.upshot.report;

/**
 * Names from events and plans, made safe to show: anyone may have chosen them. Escaping for a particular form (HTML,
 * CSV) is that form's own duty; this only takes away what no reader should meet in any of them.
 */
public final class Label {
    private static final int REPLACEMENT = 0xFFFD;

    private Label() {}

    /** The text with control characters, line breaks and direction overrides replaced by U+FFFD. */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isDisruptive(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** A code as words. */
    public static String words(String code) {
        return clean(code).replace('_', ' ');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The clean text, cut after so many characters. */
    public static String shortened(String text, int longest) {
        String name = clean(text);
        return name.codePointCount(0, name.length()) <= longest
                ? name
                : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "\u2026";
    }

    private static boolean isDisruptive(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
