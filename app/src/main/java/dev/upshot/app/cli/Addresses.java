package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.page.PageServer;
import dev.upshot.app.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a running stack can be reached, for people to copy. */
final class Addresses {
    private Addresses() {}

    static List<String> lines(Stack stack, Optional<PageServer> page) {
        List<String> lines = new ArrayList<>(List.of(
                "  events   " + stack.target().bootstrapServers() + "  topics "
                        + String.join(", ", stack.topics().inputs()),
                "  schemas  " + Secrets.inAddress(stack.configuration().required(Key.REGISTRY_URL)),
                "  results  " + stack.psql()));
        page.ifPresent(server -> lines.add("  page     " + server.served()));
        return lines;
    }
}
