package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import java.util.Map;

/** Options that give settings. */
interface Flags {
    /** The settings that were given. */
    Map<Key, String> flags();
}
