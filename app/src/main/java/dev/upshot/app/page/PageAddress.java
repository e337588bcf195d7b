package dev.upshot.app.page;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Listen;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the site is served.
 *
 * @param socket address and port; port 0: a free one
 * @param token what readers must show; null: readers on this machine only
 * @param elsewhere whether a free port may be taken where this one is in use, because nobody asked for it
 */
public record PageAddress(
        InetSocketAddress socket, @Nullable String token, boolean elsewhere) {
    private static final String OFF = "off";

    /**
     * As configured; empty if the site is off.
     *
     * @throws CommandFailure if the address is no address, or is not of this machine alone and there is no token
     */
    public static Optional<PageAddress> of(Configuration configuration) {
        String address = configuration.required(Key.PAGE);
        if (address.equals(OFF)) {
            return Optional.empty();
        }
        try {
            InetSocketAddress socket = Listen.address(address);
            if (socket.isUnresolved()) {
                throw new UnknownHostException(socket.getHostString());
            }
            String token = configuration
                    .contents(Key.PAGE_TOKEN_FILE)
                    .map(PageAddress::token)
                    .orElse(null);
            if (token == null && !socket.getAddress().isLoopbackAddress()) {
                throw CommandFailure.usage(
                        "page=" + address + " can be reached from other machines: name a file that holds"
                                + " a token with page.token.file, or serve on 127.0.0.1");
            }
            boolean asked = configuration.setting(Key.PAGE).isPresent()
                    && !address.equals(Key.PAGE.defaultValue().orElse(""));
            return Optional.of(new PageAddress(socket, token, !asked));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw CommandFailure.usage("page=" + address + " is no address of this machine: write host:port or off", e);
        }
    }

    private static String token(String contents) {
        String token = contents.strip();
        if (token.length() < 16) {
            throw CommandFailure.usage(
                    "the token in the file that " + Key.PAGE_TOKEN_FILE.text()
                            + " names is shorter than 16 characters: write a longer one, for example from `openssl rand -hex 16`");
        }
        return token;
    }
}
