package dev.upshot.app.page;

/**
 * How long a client may take. A class of its own, because it comes before anything else in the process: {@link PageServer}
 * has a logger, and the logging library reads its settings with the first one.
 */
public final class ReadersTime {
    private static final String SECONDS_TO_ASK = "10";
    private static final String SECONDS_TO_TAKE = "60";

    private ReadersTime() {}

    /**
     * Lets no client take as long as it likes to ask or to listen, and has answers sent at once: the JDK's server writes the head and the body
     * apart, and the second would wait for the client to confirm the first, some 40 ms. It reads these settings once, with the first server of
     * the process, so this comes before any; what was set by the command line stays.
     */
    public static void limit() {
        set("maxReqTime", SECONDS_TO_ASK);
        set("maxRspTime", SECONDS_TO_TAKE);
        set("nodelay", "true");
    }

    private static void set(String what, String value) {
        String name = "sun.net.httpserver." + what;
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
