package dev.upshot.app.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the place where the text appears can show.
 *
 * @param colour colours and bold
 * @param unicode characters outside ASCII on standard error
 * @param moving a line that is drawn over itself
 */
public record Capabilities(boolean colour, boolean unicode, boolean moving) {

    /** ASCII text, line after line. */
    public static final Capabilities PLAIN = new Capabilities(false, false, false);

    /**
     * What the process's environment says.
     *
     * @param environment {@code NO_COLOR}, {@code TERM}, and {@code LC_ALL}, {@code LC_CTYPE}, {@code LANG}
     * @param terminal whether standard error is a terminal
     */
    public static Capabilities of(Map<String, String> environment, boolean terminal) {
        boolean capable = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colour = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Capabilities(colour, unicode(environment), capable);
    }

    /** These without colour. */
    public Capabilities withoutColour() {
        return new Capabilities(false, unicode, moving);
    }

    private static boolean unicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
                .orElse(false);
    }
}
