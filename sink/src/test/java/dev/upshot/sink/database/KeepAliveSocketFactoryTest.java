package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class KeepAliveSocketFactoryTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final KeepAliveSocketFactory factory = new KeepAliveSocketFactory();

    @Test
    void aSilentPeerIsAskedAfterAMinuteAndGivenUpAMinuteLater() throws IOException {
        try (Socket socket = factory.createSocket()) {
            assertProbes(socket);
            assertThat(socket.isConnected()).isFalse();
        }
    }

    @Test
    void soItIsHoweverASocketIsAskedFor() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, HERE)) {
            int port = server.getLocalPort();
            for (Socket socket : List.of(
                    factory.createSocket(HERE.getHostAddress(), port),
                    factory.createSocket(HERE, port),
                    factory.createSocket(HERE.getHostAddress(), port, HERE, 0),
                    factory.createSocket(HERE, port, HERE, 0))) {
                try (socket) {
                    assertProbes(socket);
                    assertThat(socket.isConnected()).isTrue();
                }
            }
        }
        assertThatThrownBy(() -> factory.createSocket(HERE, 1)).isInstanceOf(ConnectException.class);
    }

    private static void assertProbes(Socket socket) throws IOException {
        assumeThat(socket.supportedOptions()).contains(ExtendedSocketOptions.TCP_KEEPIDLE);
        int idle = socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE);
        int probes = socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)
                * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT);
        assertThat(idle).isEqualTo(60);
        assertThat(probes).isEqualTo(60);
    }
}
