package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PageServerTest {
    private static final boolean ELSEWHERE = true;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void where_the_port_is_taken_and_nobody_asked_for_it_another_serves_and_the_line_says_why() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, HERE);
                PageServer page = serve(taken.getLocalPort(), ELSEWHERE)) {
            assertThat(page.address()).doesNotContain(":" + taken.getLocalPort() + "/");
            assertThat(page.served())
                    .isEqualTo(page.address() + "  (port " + taken.getLocalPort()
                            + " is in use; page=HOST:PORT chooses another)");
        }
    }

    @Test
    void a_port_that_was_asked_for_is_had_or_refused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            assertThatThrownBy(() -> serve(taken.getLocalPort(), !ELSEWHERE))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("choose another address with page");
        }
    }

    @Test
    void where_it_is_served_as_wanted_there_is_nothing_to_explain() {
        try (PageServer page = serve(0, ELSEWHERE)) {
            assertThat(page.served()).isEqualTo(page.address());
        }
    }

    /** The database is asked by readers, and here are none. */
    private static PageServer serve(int port, boolean elsewhere) {
        return PageServer.start(
                new PageAddress(new InetSocketAddress(HERE, port), null, elsewhere), new PGSimpleDataSource());
    }
}
