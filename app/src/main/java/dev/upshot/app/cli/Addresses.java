package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.stack.Stack;
import java.util.List;

/** Where a running stack can be reached, for people to copy. */
final class Addresses {
    private Addresses() {}

    static List<String> lines(Stack stack) {
        return List.of(
                "  events   " + stack.target().bootstrapServers() + "  topics "
                        + String.join(", ", stack.topics().inputs()),
                "  schemas  " + Secrets.inAddress(stack.configuration().required(Key.REGISTRY_URL)),
                "  results  " + stack.psql());
    }
}
