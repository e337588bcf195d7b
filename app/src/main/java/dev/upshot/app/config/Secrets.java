package dev.upshot.app.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Masks what must not be read over a shoulder or found in a log. */
public final class Secrets {
    private static final String MASK = "****";
    private static final Pattern SECRET_KEY = Pattern.compile(
            "password(?!\\.file$)|passphrase|secret|jaas|token|credential(?!s\\.source$)|user\\.info|private|keystore\\.key"
                    + "|keystore\\.certificate");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");
    private static final Pattern QUERY =
            Pattern.compile("(?i)([?&][^=&\\s]*(?:password|secret|token)[^=&\\s]*=)[^&\\s]*");

    private Secrets() {}

    /** A value as it may be shown: nothing of a secret, not even its length, and no password inside an address. */
    public static String shown(String key, String value) {
        return isSecret(key) ? MASK : inAddress(value);
    }

    /** An address without the user's name and the passwords in it. */
    public static String inAddress(String address) {
        String withoutUser = USER_INFO.matcher(address).replaceAll(MASK + "@");
        return QUERY.matcher(withoutUser).replaceAll("$1" + MASK);
    }

    static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
    }
}
