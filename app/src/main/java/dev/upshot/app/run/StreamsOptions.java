package dev.upshot.app.run;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.PassThrough;
import dev.upshot.app.stack.Stack;
import java.nio.file.Path;
import java.util.Map;

/**
 * How Kafka Streams is to run.
 *
 * @param stateDirectory where its local state lies
 * @param threads how many threads each generation has
 * @param overrides settings that win over ours, by Kafka's names
 */
public record StreamsOptions(Path stateDirectory, int threads, Map<String, String> overrides) {

    /** As configured. */
    public static StreamsOptions of(Stack stack) {
        Configuration configuration = stack.configuration();
        Map<String, String> overrides = stack.consumer();
        overrides.putAll(configuration.passedThrough(PassThrough.STREAMS));
        return new StreamsOptions(
                configuration.stateDirectory().toAbsolutePath().resolve("streams"),
                configuration.count(Key.STREAM_THREADS),
                overrides);
    }
}
