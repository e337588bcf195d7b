package dev.upshot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Loopback ports for servers that must be told their port before they start. */
final class FreePort {
    private FreePort() {}

    /** A port nobody listens on now. Another process may take it before its user does, so users of it try again. */
    static int any() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException("no free port on 127.0.0.1: " + Reason.of(e), e);
        }
    }

    /** Whether a port can be listened on now. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** 127.0.0.1 and never ::1, because that is the address we hand out. */
    static InetSocketAddress loopback(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
