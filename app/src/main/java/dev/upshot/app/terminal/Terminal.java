package dev.upshot.app.terminal;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The two streams of a command. Safe for several threads: lines never mix. */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Capabilities capabilities;
    private @Nullable String moving;

    /**
     * @param out where data goes
     * @param err where everything else goes
     */
    public Terminal(PrintStream out, PrintStream err, Capabilities capabilities) {
        this.out = out;
        this.err = err;
        this.capabilities = capabilities;
    }

    /** What this terminal can show. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The stream of the data, for what brings its own lines. */
    public PrintStream data() {
        return out;
    }

    /** The stream of everything else. */
    public PrintStream notes() {
        return err;
    }

    /** One line of the answer for people, on standard output, in the characters the terminal has. */
    public void answer(String line) {
        print(Glyphs.fit(line, capabilities.unicode()));
    }

    /** One line of data. */
    public synchronized void print(String line) {
        clear();
        out.println(line);
        out.flush();
        redraw();
    }

    /** One line for the person who watches. */
    public synchronized void say(String line) {
        clear();
        err.println(Glyphs.fit(line, capabilities.unicode()));
        err.flush();
        redraw();
    }

    /** Something is done and well. */
    public void ok(String line) {
        say(paint("32", "✓") + " " + line);
    }

    /** Something is not as it should be. */
    public void bad(String line) {
        say(paint("31", "✗") + " " + line);
    }

    /** Something the person should know although it goes on. */
    public void warn(String line) {
        say(paint("33", "warning:") + " " + line);
    }

    /** A text in bold, where that can be shown. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** A text in the background, where that can be shown. */
    public String dim(String text) {
        return paint("2", text);
    }

    /** Draws the one line that moves, in place of what it was; only where lines can move. */
    synchronized void move(String line) {
        moving = line;
        clear();
        redraw();
    }

    /** Takes the moving line away. */
    synchronized void still() {
        clear();
        moving = null;
    }

    private String paint(String code, String text) {
        return capabilities.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void clear() {
        if (moving != null) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    private void redraw() {
        if (moving != null) {
            err.print(Glyphs.fit(moving, capabilities.unicode()));
            err.flush();
        }
    }
}
