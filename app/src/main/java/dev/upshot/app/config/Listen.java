package dev.upshot.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where to listen, as people write it: {@code 9464} is this machine alone, {@code 0.0.0.0:9464} everybody. */
public final class Listen {
    private Listen() {}

    /**
     * The address of a text.
     *
     * @param text a port, or host:port; an IPv6 address in brackets
     * @return unresolved where nobody knows the host
     * @throws IllegalArgumentException if the port is none
     */
    public static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (colon < 0) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        String host = text.substring(0, colon);
        return new InetSocketAddress(
                host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host, port);
    }
}
