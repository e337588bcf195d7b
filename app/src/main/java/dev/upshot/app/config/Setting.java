package dev.upshot.app.config;

/**
 * One value and where it was given.
 *
 * @param key the name as in a properties file
 * @param value the value itself; show {@link #shown()} instead
 * @param origin for people: {@code flag --partitions}, {@code environment UPSHOT_PARTITIONS}, {@code file a.properties},
 *     {@code default}
 */
public record Setting(String key, String value, String origin) {

    /** The origin of the address of an embedded service. */
    public static final String EMBEDDED = "embedded";

    /** Whether this is the address of a service that this process has started. */
    public boolean embedded() {
        return origin.equals(EMBEDDED);
    }

    /** The value as it may be printed: secrets masked, passwords inside addresses too. */
    public String shown() {
        return Secrets.shown(key, value);
    }

    /** Without the value, so that a log line or an exception cannot give it away. */
    @Override
    public String toString() {
        return key + "=" + shown() + " (" + origin + ")";
    }
}
